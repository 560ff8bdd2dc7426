"""Advise on language: long sentences and words, passives, formal words. It never refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pyphen import Pyphen

from handboek.body import Block
from handboek.checks.advice import Advice
from handboek.checks.words import ABBREVIATION, WordLists, look_up, plain_words, words_of
from handboek.fields import Reading
from handboek.wording import shown

__all__ = ["check_language", "reading_ease", "words_of"]

MAX_SENTENCE = 20  # words
MAX_WORD = 20  # letters
MIN_EASE = 50
_ENOUGH = 100  # words; the formula says nothing of fewer
_BAD_ON_PURPOSE = "liever-niet"
_NO_SENTENCES = ("fence", "code_block", "heading")
_END = re.compile(r"(?<=[.!?…])[’”\")\]]*\s+(?=[‘“\"(\[]?[A-ZÀ-Ý0-9])")
_MENTIONED = re.compile(r"[‘“\"][^’”\"]{1,40}[’”\"]|\[[^\]]{0,60}\]")
_AUXILIARY = {"wordt", "worden", "werd", "werden"}
_AWAY = 12  # words between wordt and what is done
_PARTICIPLE = re.compile(
    r"(?:(?:aan|af|op|uit|in|toe|door|over|mee|bij|na|terug|vast|voor|weg|goed|samen|klaar)?ge[a-z]{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her)[a-z]{3,}(?:d|t))"
)
_NO_PARTICIPLE = frozenset(
    [
        "gemeenten",
        "gevolgen",
        "gesprekken",
        "gebieden",
        "gezinnen",
        "gedachten",
        "gebouwen",
        "gevallen",
        "gebied",
        "gezicht",
        "gedicht",
        "gebrek",
        "gevecht",
        "gewicht",
        "gerecht",
        "geduld",
        "geluid",
        "gebruiken",
        "besluit",
        "bericht",
        "bewust",
        "beleid",
        "bekend",
        "beeld",
        "begint",
        "bestaat",
        "betekent",
        "bezit",
        "belangrijkst",
        "verstand",
        "verband",
        "herfst",
        "herkent",
        "verschilt",
        "bevat",
        "begrijpt",
        "behoort",
        "betreft",
        "verlangt",
        "verdient",
        "verwacht",
        "besteedt",
        "beheert",
        "geldt",
        "gezond",
        "gemengd",
        "gevoelens",
        "gegeven",
        "geheugen",
        "getal",
        "gehucht",
        "gewoonten",
        "gewend",
        "bereid",
        "bezet",
    ]
)


def check_language(blocks: Sequence[Block], words: WordLists, reading: Reading) -> None:
    """Advise on the language of a text.

    Args:
        blocks: the text; what is bad on purpose (Liever niet) is left alone.
        words: the lists of words to look for.
        reading: takes the advice.
    """
    ours = [b for b in blocks if b.section != _BAD_ON_PURPOSE and b.kind not in _NO_SENTENCES]
    told: set[str] = set()
    for block in ours:
        _advise_words(block, words, told, reading)
        for sentence in sentences(block.text):
            _advise_sentence(sentence, block.line, reading)
    score = reading_ease([block.text for block in ours])
    if score is not None and score < MIN_EASE:
        reading.wrong(1, Advice.HARD_TEXT, score=score, limit=MIN_EASE)


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    return [part for part in _END.split(text) if part.strip()]


def _advise_words(block: Block, lists: WordLists, told: set[str], reading: Reading) -> None:
    """Advise on words, each once a text; what stands between quotes is spoken of, not said."""
    text = _MENTIONED.sub(" ", block.text)
    words = list(plain_words(text))
    for entry in look_up(words, lists.formal):
        _once(entry.words, Advice.FORMAL_WORD, block, told, reading, instead=entry.instead)
    for entry in look_up(words, lists.people):
        more = {"instead": entry.instead, "why": entry.why}
        _once(entry.words, Advice.PEOPLE, block, told, reading, **more)
    for abbreviation in ABBREVIATION.findall(text):
        if abbreviation not in lists.known:
            _once((abbreviation,), Advice.ABBREVIATION, block, told, reading)
    for word in words:
        if len(word) > MAX_WORD and "-" not in word and word not in _roles(reading):
            _once((word,), Advice.LONG_WORD, block, told, reading, count=len(word))


def _roles(reading: Reading) -> frozenset[str]:
    return _with_plurals(tuple(reading.vocabulary.roles))


@cache
def _with_plurals(roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for role in roles for form in (role, f"{role}s"))


def _once(
    words: tuple[str, ...], advice: Advice, block: Block, told: set[str], reading: Reading,
    **values: object,
) -> None:  # fmt: skip
    given = " ".join(words)
    if given not in told:
        told.add(given)
        reading.wrong(block.line, advice, given=shown(given), **values)


def _advise_sentence(sentence: str, line: int, reading: Reading) -> None:
    words = list(plain_words(sentence))
    if len(words) > MAX_SENTENCE:
        values = {"count": len(words), "limit": MAX_SENTENCE}
        reading.wrong(line, Advice.LONG_SENTENCE, given=shown(sentence), **values)
    for first, last in _passives(words):
        reading.wrong(line, Advice.PASSIVE, given=shown(f"{first} … {last}"))


def _passives(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Find ‘wordt … gedaan’ and ‘gedaan wordt’, one for each ‘wordt’."""
    for place, word in enumerate(words):
        if word in _AUXILIARY:
            around = [*words[max(0, place - 1) : place], *words[place + 1 : place + _AWAY]]
            done = next((each for each in around if _is_participle(each)), None)
            if done is not None:
                yield word, done


def _is_participle(word: str) -> bool:
    return bool(_PARTICIPLE.fullmatch(word)) and word not in _NO_PARTICIPLE


def reading_ease(texts: Sequence[str]) -> int | None:
    """Give the reading ease by Flesch, with the numbers that Douma found for Dutch.

    Args:
        texts: paragraphs.

    Returns:
        From about 0 (hard) to 100 (easy); ``None`` if there are too few words to tell.
    """
    split = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in split for word in plain_words(sentence)]
    if len(words) < _ENOUGH:
        return None
    syllables = sum(map(_syllables, words))
    return round(206.835 - 0.93 * len(words) / len(split) - 77 * syllables / len(words))


@cache
def _dictionary() -> Pyphen:
    return Pyphen(lang="nl_NL", left=1, right=1)


@cache
def _syllables(word: str) -> int:
    return len(_dictionary().positions(word)) + 1
