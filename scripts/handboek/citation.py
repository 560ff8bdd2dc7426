"""How to refer to an example: one line to copy."""

from __future__ import annotations

from handboek.clock import Edition
from handboek.models import Example
from handboek.settings import Site
from handboek.site_address import full_address


def citation(title: str, example: Example, site: Site, edition: Edition) -> str:
    """Write the reference to an example.

    Args:
        title: the example's, with the quotation marks as the site shows them.
        example: what is referred to.
        site: what the handbook is called, and where it lives.
        edition: the version that the reader sees, with its date.

    Returns:
        One line of plain text. It ends in the example's address, or in its id if the site has none.
    """
    maker = f"{site.publisher.rstrip('.')}. " if site.publisher else ""
    status = f" ({site.status})" if site.status else ""
    where = full_address(site.url, example.docname) or f"Kenmerk: {example.slug}"
    return (
        f"{maker}‘{title}’. In: {site.title}, versie {edition.version}, "
        f"{edition.long_date}{status}. {where}"
    )
