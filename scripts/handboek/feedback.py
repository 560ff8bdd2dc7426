"""Where a reader of a page says that something is wrong, with the page filled in already."""

from __future__ import annotations

from dataclasses import dataclass

from handboek.clock import Edition
from handboek.forge import issue_address, mail_address
from handboek.settings import Site


@dataclass(frozen=True)
class Feedback:
    """The address to go to, and in words what happens there; empty where nothing is configured."""

    address: str = ""
    opens: str = ""


def feedback(site: Site, edition: Edition, title: str, place: str) -> Feedback:
    """Find where people report something about a page.

    The contact address goes first: it asks for no account.

    Args:
        site: the settings.
        edition: the version that the reader sees.
        title: the page's title.
        place: the page's address, or its place on the site if the site has no address.
    """
    subject = f"Over de pagina ‘{title}’"
    body = f"Pagina: {place}\nVersie: {edition.version}\n\nWat klopt er niet?\n"
    if site.contact.startswith("mailto:"):
        return Feedback(mail_address(site.contact, subject, body), "opent een e-mail")
    if site.contact:
        return Feedback(site.contact, "opent onze contactpagina")
    issue = issue_address(site.repository, site.forge, subject, body)
    return (
        Feedback(issue, "opent een melding; daar is een account voor nodig")
        if issue
        else Feedback()
    )
