"""Leave out the transforms that have nothing to do on a page.

Sphinx, MyST and docutils have some seventy, and each goes through the whole tree of every page to look
for its own kind of node: footnotes, signatures of functions, tabs. Most pages have none of those.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Set as AbstractSet
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms import Transformer
from sphinx import addnodes
from sphinx.domains import c, cpp
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain

from handboek.speed.replacing import Function

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Kinds = tuple[type, ...]

_TARGETS: Kinds = (nodes.target,)
_FOOTNOTES: Kinds = (
    nodes.footnote, nodes.footnote_reference, nodes.citation, nodes.citation_reference,
)  # fmt: skip
_LOOKS_FOR: dict[str, Kinds] = {
    "docutils.transforms.references.Substitutions": (nodes.substitution_reference,),
    "docutils.transforms.references.PropagateTargets": _TARGETS,
    "docutils.transforms.references.AnonymousHyperlinks": (nodes.reference, nodes.target),
    "docutils.transforms.references.IndirectHyperlinks": _TARGETS,
    "docutils.transforms.references.Footnotes": _FOOTNOTES,
    "docutils.transforms.references.ExternalTargets": _TARGETS,
    "docutils.transforms.references.InternalTargets": _TARGETS,
    "docutils.transforms.universal.StripComments": (nodes.comment,),
    "docutils.transforms.misc.Transitions": (nodes.transition,),
    "docutils.transforms.writer_aux.Admonitions": (nodes.Admonition,),
    "sphinx.transforms.DefaultSubstitutions": (nodes.substitution_reference,),
    "sphinx.transforms.MoveModuleTargets": _TARGETS,
    "sphinx.transforms.HandleCodeBlocks": (nodes.block_quote,),
    "sphinx.transforms.AutoIndexUpgrader": (addnodes.index,),
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": _TARGETS,
    "sphinx.transforms.DoctestTransform": (nodes.doctest_block, nodes.literal_block),
    "sphinx.transforms.GlossarySorter": (addnodes.glossary,),
    "sphinx.transforms.FilterSystemMessages": (nodes.system_message,),
    "sphinx.transforms.i18n.PreserveTranslatableMessages": (addnodes.translatable,),
    "sphinx.transforms.i18n.RemoveTranslatableInline": (nodes.inline,),
    # Counts what was translated, for a text that says how much: pages have no translation.
    "sphinx.transforms.i18n.TranslationProgressTotaliser": (),
    "sphinx.transforms.references.SphinxDanglingReferences": (
        nodes.reference, nodes.target, *_FOOTNOTES,
    ),
    "sphinx.domains.citation.CitationDefinitionTransform": (nodes.citation,),
    "sphinx.domains.citation.CitationReferenceTransform": (nodes.citation_reference,),
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": _FOOTNOTES,
    "myst_parser.mdit_to_docutils.transforms.ResolveSectionRefs": (nodes.inline,),
    "myst_parser.mdit_to_docutils.transforms.SortFootnotes": _FOOTNOTES,
    "myst_parser.mdit_to_docutils.transforms.UnreferencedFootnotesDetector": _FOOTNOTES,
    "myst_parser.mdit_to_docutils.transforms.CollectFootnotes": _FOOTNOTES,
    "sphinx_design.extension.AddFirstTitleCss": (nodes.docinfo,),
    # From here on after the reading.
    "sphinx.domains.c.AliasTransform": (c.AliasNode,),
    "sphinx.domains.cpp.AliasTransform": (cpp.AliasNode,),
    "sphinx.transforms.post_transforms.ReferencesResolver": (addnodes.pending_xref,),
    "sphinx.transforms.post_transforms.OnlyNodeTransform": (addnodes.only,),
    "sphinx.transforms.post_transforms.SigElementFallbackTransform": (
        addnodes.desc_sig_element, addnodes.desc_inline,
    ),
    "sphinx.transforms.post_transforms.PropagateDescDomain": (addnodes.desc_signature,),
    "sphinx.transforms.post_transforms.code.HighlightLanguageTransform": (
        addnodes.highlightlang, nodes.literal_block,
    ),
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": (
        nodes.literal_block, nodes.doctest_block,
    ),
    "sphinx.transforms.post_transforms.images.ImageDownloader": (nodes.image,),
    "sphinx.transforms.post_transforms.images.DataURIExtractor": (nodes.image,),
    "sphinx.builders.latex.transforms.CitationReferenceTransform": (addnodes.pending_xref,),
    "sphinx.builders.latex.transforms.MathReferenceTransform": (addnodes.pending_xref,),
    "sphinx.builders.latex.transforms.SubstitutionDefinitionsRemover": (
        nodes.substitution_definition,
    ),
    "sphinx.builders.latex.transforms.DocumentTargetTransform": (addnodes.start_of_file,),
    "sphinx.builders.latex.transforms.IndexInSectionTitleTransform": (addnodes.index,),
    "sphinx.builders.latex.transforms.LiteralBlockTransform": (nodes.container,),
    "sphinx.builders.latex.transforms.BibliographyTransform": (nodes.citation,),
    "myst_parser.sphinx_ext.myst_refs.MystReferenceResolver": (addnodes.pending_xref,),
    "sphinx_design.badges_buttons.BadgeRefTooltipStash": (addnodes.pending_xref,),
    "sphinx_design.badges_buttons.ButtonRefContentStash": (addnodes.pending_xref,),
    "sphinx_design.dropdown.DropdownHtmlTransform": (nodes.container,),
    "sphinx_design.aside.AsideHtmlTransform": (nodes.container,),
    "sphinx_design.tabs.TabSetHtmlTransform": (nodes.container,),
    "furo.WrapTableAndMathInAContainerTransform": (nodes.table, nodes.math_block),
}  # fmt: skip
"""By name, the nodes that a transform looks for: with none of them on a page it does nothing."""

_QUIET = frozenset(
    {
        "docutils.transforms.frontmatter.DocTitle",
        "docutils.transforms.frontmatter.DocInfo",
        "docutils.transforms.universal.ExposeInternals",
        "docutils.transforms.universal.StripClassesAndElements",
        "docutils.transforms.universal.Validate",
        "sphinx.builders.latex.transforms.LaTeXFootnoteTransform",
        "sphinx.builders.latex.transforms.ShowUrlsTransform",
        "sphinx.builders.linkcheck.HyperlinkCollector",
        "docutils.transforms.frontmatter.SectionSubTitle",
        "sphinx.transforms.ApplySourceWorkaround",
        "sphinx.transforms.compact_bullet_list.RefOnlyBulletListTransform",
        "sphinx.transforms.AutoNumbering",
        "sphinx.transforms.ExtraTranslatableNodes",
        "sphinx.transforms.SortIds",
        "sphinx.transforms.i18n.AddTranslationClasses",
        "sphinx.transforms.references.SphinxDomains",
        "sphinx.versioning.UIDTransform",
        "myst_parser.mdit_to_docutils.transforms.AddSlugIds",
        "myst_parser.mdit_to_docutils.transforms.PrioritiseExplicitIds",
        "sphinx_design.badges_buttons.ButtonRefContentGraft",
        "sphinx_design.badges_buttons.BadgeRefTooltipGraft",
        "sphinx_design.badges_buttons.BadgeRefTooltipStash",
        "sphinx_design.badges_buttons.ButtonRefContentStash",
    }
)
"""By name, the transforms that run but bring no kind of node that another looks for.

Those for LaTeX and for the check of links do nothing for a builder that is not theirs.
"""


_LOCALE = "sphinx.transforms.i18n.Locale"
"""Looks on the disk for a translation of each page: there may be none at all."""

_KNOWN = frozenset({"5e33189ebb72c76b", "de10bf7eedf2c3dc", "9ce35756cbfea047"})
"""The sums of the texts of all these transforms for which the above is true: of Sphinx 9.0, 9.1, 9.2."""


class _Sure:
    """Whether upstream's text is the one that we know, and whether pages may have a translation."""

    known = False
    translated = True


def make_sure(env: BuildEnvironment) -> None:
    """Look whether upstream has what we know, before there are many pages to do.

    That takes as long as a few pages; without it, every transform is applied.
    """
    _Sure.known = text_sum() in _KNOWN
    folders = (Path(env.srcdir, folder) for folder in env.config.locale_dirs)
    catalogues = {path.stem for folder in folders for path in folder.rglob("*.mo")}
    compact = env.config.gettext_compact
    pages = (docname_to_domain(docname, compact) for docname in env.found_docs)
    _Sure.translated = not catalogues.isdisjoint(pages)


def only_what_is_needed(original: Function) -> Function:
    """Apply the transforms of which the page has what they look for; the rest as upstream does."""

    def apply_transforms(self: Transformer) -> None:
        if not _Sure.known:
            original(self)
            return
        document = self.document
        document.reporter.attach_observer(document.note_transform_message)
        here: AbstractSet[type] | None = None
        while self.transforms:
            if not self.sorted:
                self.transforms.sort(reverse=True)
                self.sorted = True
            priority, transform_class, pending, kwargs = self.transforms.pop()
            wanted = None if pending is not None else _looks_for(transform_class)
            if wanted is not None:
                here = kinds_in(document) if here is None else here
                if here.isdisjoint(wanted):
                    continue
            transform_class(document, startnode=pending).apply(**kwargs)
            self.applied.append((priority, transform_class, pending, kwargs))
            if _name(transform_class) not in _QUIET:
                here = None
        document.reporter.detach_observer(document.note_transform_message)

    return apply_transforms


def kinds_in(document: nodes.Node) -> AbstractSet[type]:
    """Give the classes of all nodes of a page, with what those are derived from."""
    kinds = {type(node) for node in document.findall()}
    return set().union(*(kind.__mro__ for kind in kinds))


def _looks_for(transform: type) -> Kinds | None:
    """Give what a transform looks for, if we know: one of ours says so itself."""
    own: Kinds | None = getattr(transform, "looks_for", None)
    if own:
        return own
    name = _name(transform)
    return () if name == _LOCALE and not _Sure.translated else _LOOKS_FOR.get(name)


def _name(transform: type) -> str:
    return f"{transform.__module__}.{transform.__qualname__}"


def text_sum() -> str:
    """Sum up the text of all transforms above, as short as a person can compare."""
    try:
        texts = [_text(name) for name in sorted({*_LOOKS_FOR, *_QUIET, _LOCALE})]
    except (AttributeError, ImportError, OSError, TypeError):  # one is gone, or there is no text
        return ""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _text(name: str) -> str:
    module, _, cls = name.rpartition(".")
    transform: Any = getattr(import_module(module), cls)
    work = transform.run if issubclass(transform, SphinxPostTransform) else transform.apply
    return inspect.getsource(work)
