"""The directives that show other sets of principles beside ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from handboek.catalogue import Query
from handboek.comparison import NONE, Comparison, Norm
from handboek.directives import HandbookDirective
from handboek.domain import handbook_domain
from handboek.nodes import doc_link
from handboek.wording import did_you_mean, listed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_EDITORIAL = (
    "De namen van de normen staan in de bron. Welk principe een norm raakt en waarom, "
    "heeft onze redactie bedacht. De maker van deze set heeft dat niet vastgesteld."
)
_NOTHING = "–"
_Cell = str | Comparison


class _Compare(HandbookDirective):
    """A directive that shows something of the sets."""

    def note_use(self, slug: str = "") -> None:
        """Have this page read again when a set changes; any set, if none is named."""
        docname = self.env.current_document.docname
        handbook_domain(self.env).note_use(docname, Query("vergelijking", slug))

    @property
    def labels(self) -> dict[str, str]:
        """The names of the principles, by key, in order."""
        principles = self.handbook.settings.vocabulary.principles
        return {key: term.label for key, term in principles.items()}


class OneSet(_Compare):
    """``{vergelijking} slug``: a set; all norms, one ``:groep:``, or another ``:deel:`` of it."""

    required_arguments = 1
    option_spec: ClassVar = {
        "groep": directives.unchanged_required,
        "deel": lambda given: directives.choice(given, ("inleiding", "telling")),
    }

    def run(self) -> list[nodes.Node]:
        """Build the part that is wanted."""
        slug = self.arguments[0]
        self.note_use(slug)
        sets = {each.slug: each for each in self.handbook.comparisons}
        if slug not in sets:
            raise self.error(
                f"de set ‘{slug}’ bestaat niet; kies uit: {listed(sets)}; "
                f"{did_you_mean(slug, sets)}maak docs/vergelijking/{slug}.toml of pas de naam aan"
            )
        part = self.options.get("deel")
        if part == "inleiding":
            return self.introduction(sets[slug])
        if part == "telling":
            return self.count(sets[slug])
        return self.norms(sets[slug])

    def introduction(self, comparison: Comparison) -> list[nodes.Node]:
        """Say whose set it is, where it stands, and what of this page is ours."""
        made = f"{comparison.by}, {comparison.year}" if comparison.year else comparison.by
        about = nodes.paragraph("", f"Deze set is van: {made}. {comparison.note}".strip())
        title = nodes.title("", "Uitleg van de redactie")
        editorial = nodes.admonition(
            "", title, nodes.paragraph("", _EDITORIAL), classes=["admonition", "redactioneel"]
        )
        return [about, *_source(comparison), editorial]

    def norms(self, comparison: Comparison) -> list[nodes.Node]:
        """Show which principles the norms touch, as a table, and then why."""
        group = self.options.get("groep", "")
        wanted = [norm for norm in comparison.norms if not group or norm.group == group]
        if not wanted:
            raise self.error(
                f"de groep ‘{group}’ bestaat niet; kies uit: {listed(comparison.groups)}; "
                "pas de naam aan"
            )
        # A caption that is the page's title as well would stand twice in the search index.
        title = f"{comparison.title}: {group or 'norm voor norm'}"
        rows = ((norm.name, *_words(norm, self.labels)) for norm in wanted)
        matrix = _table(title, ["Norm", *self.labels.values()], rows, (5, 3, 4, 4, 4, 4))
        return [matrix, self.reasons(wanted)]

    def reasons(self, norms: Iterable[Norm]) -> nodes.definition_list:
        """Say of each norm what it touches, for who has no room for a table, and why."""
        items = []
        for norm in norms:
            term = nodes.term("", "", nodes.strong("", norm.name), nodes.Text(self.touched(norm)))
            reason = nodes.definition("", nodes.paragraph("", norm.reason))
            items.append(nodes.definition_list_item("", term, reason))
        return nodes.definition_list("", *items)

    def touched(self, norm: Norm) -> str:
        """Put in words which principles a norm touches."""
        if norm.touches(NONE):
            return ": geen van de vijf"
        also = " en ".join(self.labels[key].lower() for key in norm.also)
        mainly = f": vooral {self.labels[norm.mainly].lower()}"
        return f"{mainly}, ook {also}" if also else mainly

    def count(self, comparison: Comparison) -> list[nodes.Node]:
        """Show how many norms touch each principle."""
        rows = [(label, *_counts(comparison, key)) for key, label in self.labels.items()]
        title = f"{comparison.title}: hoeveel normen elk principe raken"
        names = [norm.name for norm in comparison.touching(NONE)]
        rest = f"Geen van de vijf raken volgens ons: {listed(names)}." if names else ""
        return [
            _table(title, ["Principe", "Vooral", "Ook"], rows, (4, 2, 2)),
            nodes.paragraph("", rest or "Elke norm raakt volgens ons minstens één principe."),
        ]


class AllSets(_Compare):
    """``{vergelijkingen}``: all sets counted; with a principle, or ``geen``: the norms by name."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the table."""
        self.note_use()
        if not self.handbook.comparisons:
            return [nodes.paragraph("", "Er zijn nog geen sets om mee te vergelijken.")]
        if not self.arguments:
            return [self.counted()]
        return [self.named(self.arguments[0])]

    def counted(self) -> nodes.table:
        """Count, by set, the norms that touch each principle and those that touch none."""
        columns = (*self.labels, NONE)
        rows: list[Sequence[_Cell]] = [
            (each, *(str(len(each.touching(key))) for key in columns), str(len(each.norms)))
            for each in self.handbook.comparisons
        ]
        total = [sum(len(s.touching(key)) for s in self.handbook.comparisons) for key in columns]
        norms = sum(len(each.norms) for each in self.handbook.comparisons)
        last = ("Samen", *map(str, total), str(norms))
        heads = ["Set", *self.labels.values(), "Geen", "Normen"]
        title = "Hoeveel normen van elke set een principe raken"
        return _table(title, heads, [*rows, last], (5, 3, 4, 4, 4, 4, 3, 3))

    def named(self, principle: str) -> nodes.table:
        """Name, by set, the norms that touch a principle."""
        if principle != NONE:
            label = self.principle(principle).label
            heads = ["Set", f"Vooral {label.lower()}", f"Ook {label.lower()}"]
            title = f"Normen uit andere sets die {label.lower()} raken"
        else:
            heads, title = ["Set", "Normen"], "Normen die geen van de vijf principes raken"
        rows: list[Sequence[_Cell]] = [
            (each, *_names(each, principle)) for each in self.handbook.comparisons
        ]
        return _table(title, heads, rows, (2, 3, 3)[: len(heads)])


def _source(comparison: Comparison) -> Iterator[nodes.paragraph]:
    if comparison.source:
        link = nodes.reference("", comparison.source, refuri=comparison.source)
        yield nodes.paragraph("", "", nodes.Text("Bron: "), link)


def _words(norm: Norm, principles: Iterable[str]) -> Iterator[str]:
    """Give the cells of a norm's row."""
    for key in principles:
        yield "vooral" if key == norm.mainly else "ook" if key in norm.also else _NOTHING


def _counts(comparison: Comparison, principle: str) -> tuple[str, str]:
    mainly = sum(norm.mainly == principle for norm in comparison.norms)
    return str(mainly), str(len(comparison.touching(principle)) - mainly)


def _names(comparison: Comparison, principle: str) -> list[str]:
    found = comparison.touching(principle)
    if principle == NONE:
        return [_listed(found)]
    mainly = [norm for norm in found if norm.mainly == principle]
    return [_listed(mainly), _listed(found[len(mainly) :])]


def _listed(norms: Iterable[Norm]) -> str:
    return listed(norm.name for norm in norms) or _NOTHING


def _table(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[_Cell]],
    widths: Sequence[int],
) -> nodes.table:
    """Build a table of which the first column heads its rows."""
    group = nodes.tgroup("", cols=len(heads))
    group += [
        nodes.colspec("", colwidth=width, stub=int(not place)) for place, width in enumerate(widths)
    ]
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *map(_row, rows))
    classes = ["vergelijking", "colwidths-given"]
    return nodes.table("", nodes.title("", title), group, classes=classes)


def _row(cells: Iterable[_Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _cell(cell)) for cell in cells))


def _cell(cell: _Cell) -> nodes.paragraph:
    if isinstance(cell, Comparison):
        return nodes.paragraph("", "", doc_link(cell.docname, cell.title))
    if cell == "vooral":
        return nodes.paragraph("", "", nodes.strong("", cell))
    return nodes.paragraph("", cell)


def setup_comparing(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("vergelijking", OneSet)
    app.add_directive("vergelijkingen", AllSets)
