"""What an edition may choose for the PDFs beside the handbook, and what holds if it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Training:
    """What a training is called and which examples are in it.

    ``most`` is the most examples a principle, ``chosen`` the slugs by role; a role that is not
    there gets the best.
    """

    title: str = "Training voor {rol}"
    advice: str = "Advies voor {rol}"
    most: int = 5
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cards:
    """What the workshop cards are called and which examples are on them; see ``Training``."""

    title: str = "Werkkaarten"
    most: int = 20
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Products:
    """What goes in the PDFs beside the handbook.

    ``checklist`` and ``questions`` are the headings on a principle's page under which the
    products find those parts; ``summary_pages`` is how long the summary is.
    """

    training: Training
    cards: Cards
    summary: str = "Samenvatting"
    summary_pages: int = 2
    checklist: str = "Checklist"
    questions: str = "Vragen om te stellen"
