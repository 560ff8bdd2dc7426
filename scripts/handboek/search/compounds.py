"""The tails of compounds, so that ‘brief’ finds ‘klachtbrief’.

Pagefind finds a word by its beginning. Dutch writes a compound as one word, and what the thing is
stands at its end; so that end has to be a word of its own in the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from handboek.search.words import words

_SHORTEST_HEAD = 3
_SHORTEST_TAIL = 4
_SHORTEST_STEM = 4
_ENDINGS = ("t", "d", "e", "en", "de", "te")  # a head may lack them: betaal(t)regeling
_LINKS = ("", "s", "en", "n", "e")  # and may have one of these: belasting-s-brief
_PREFIXES = frozenset(
    words(
        "aan achter beide binnen boven buiten daar door deze eer ener even heen hier hoe langs mede "
        "mee mis naar niet onder ont over rond samen tegen ten terug ter toe tussen uit van vast ver "
        "vol voor vooruit waar wan weg zelf zonder"
    )
)
"""With these a word means something else: an ‘antwoord’ is no ‘woord’, a ‘voorbeeld’ no ‘beeld’."""
_NO_TAILS = frozenset(
    words(
        "aars achter acht baar daar deel dens ding door echt eens elijk even ging hebben heden heen "
        "heid hier hoewel ling lijk lijks lijke loos loze naar onder over reden rond schap tegen ting "
        "toen tijds voor waar zijn zame zaam ze"
    )
)
"""Endings that happen to be words: a ‘scheiding’ is no ‘ding’."""


class Splitter:
    """Finds the tails of compounds among the words of a site."""

    def __init__(self, known: AbstractSet[str]) -> None:
        """Split into the words of ``known``."""
        self.known = known
        self._found: dict[str, tuple[str, ...]] = {}

    @cached_property
    def heads(self) -> frozenset[str]:
        """What a compound can begin with: the known words, also without their ending."""
        stems = {
            word.removesuffix(ending)
            for word in self.known
            for ending in _ENDINGS
            if len(word) - len(ending) >= _SHORTEST_STEM
        }
        return frozenset(self.known | stems) - _PREFIXES

    def tails(self, word: str) -> tuple[str, ...]:
        """Give the tails of a word, longest first; none if it is no compound."""
        if word not in self._found:
            self._found[word] = tuple(self._tails(word))
        return self._found[word]

    def _tails(self, word: str) -> Iterator[str]:
        for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            head, tail = word[:cut], word[cut:]
            if tail in self.known and tail not in _NO_TAILS and self._is_head(head):
                yield tail

    def _is_head(self, head: str) -> bool:
        """Tell whether a compound can begin with this: a word, or a compound itself."""
        bare = [head.removesuffix(link) for link in _LINKS]
        return head not in _PREFIXES and any(
            len(part) >= _SHORTEST_HEAD and (part in self.heads or self.tails(part))
            for part in bare
        )


def all_tails(splitter: Splitter, of: Iterable[str]) -> set[str]:
    """Give the tails of all words that are not among the words already."""
    given = set(of)
    return {tail for word in given for tail in splitter.tails(word)} - given
