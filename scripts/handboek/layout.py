"""Where everything is: the folders of one handbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SETTINGS_FILE = "conf/handboek.toml"


class NotAHandbookError(Exception):
    """No handbook found in or above a folder."""


@dataclass(frozen=True)
class Layout:
    """The folders of the handbook that lives in ``root``."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Layout:
        """Find the handbook that ``start`` lies in.

        Args:
            start: a folder in the handbook, or the handbook itself.

        Returns:
            The layout of the nearest folder upwards that holds ``conf/handboek.toml``.

        Raises:
            NotAHandbookError: ``start`` lies in no handbook.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / SETTINGS_FILE).is_file():
                return cls(folder)
        raise NotAHandbookError(start)

    @property
    def settings(self) -> Path:
        """The settings of this edition."""
        return self.root / SETTINGS_FILE

    @property
    def published(self) -> Path:
        """The addresses that a release published: each has to keep working."""
        return self.conf / "adressen.txt"

    @property
    def moved(self) -> Path:
        """The addresses that have moved, each with the one it has now."""
        return self.conf / "adressen.toml"

    @property
    def conf(self) -> Path:
        """Sphinx's configuration, templates, static files and fonts."""
        return self.root / "conf"

    @property
    def fonts(self) -> Path:
        """The fonts of the PDF; the site has the same ones as web fonts."""
        return self.conf / "fonts"

    @property
    def docs(self) -> Path:
        """The handbook's own pages: Sphinx's source directory."""
        return self.root / "docs"

    @property
    def examples(self) -> Path:
        """One folder a principle, one file an example."""
        return self.root / "examples"

    @property
    def comparisons(self) -> Path:
        """Other sets of principles to compare with, one file a set."""
        return self.docs / "vergelijking"

    @property
    def build(self) -> Path:
        """Everything that is generated."""
        return self.root / "build"

    @property
    def html(self) -> Path:
        """The site as people see it: always a whole one."""
        return self.build / "html"

    @property
    def work(self) -> Path:
        """Where a build works until it is done."""
        return self.build / "werk"

    @property
    def site(self) -> Path:
        """The site while it is being built."""
        return self.work / "site"

    @property
    def shelves(self) -> Path:
        """The copies of the site, one of which is public."""
        return self.work / "publiek"

    @property
    def living(self) -> Path:
        """Where pages are written one at a time while someone writes."""
        return self.work / "schrijven"

    @property
    def quick(self) -> Path:
        """Pages that are newer than the last build; they lie over the site while someone writes."""
        return self.work / "vers"

    @property
    def pdf(self) -> Path:
        """The PDFs."""
        return self.build / "pdf"

    @property
    def doctrees(self) -> Path:
        """What Sphinx remembers between two builds."""
        return self.build / "doctrees"

    @property
    def addresses(self) -> Path:
        """The addresses of the site as it was last built."""
        return self.build / "adressen.txt"

    @property
    def listings(self) -> Path:
        """The sources of the generated listing pages."""
        return self.build / "lijsten"

    @property
    def comparing(self) -> Path:
        """The sources of the generated pages that compare a set."""
        return self.build / "vergelijking"

    @property
    def drawings(self) -> Path:
        """The drawings that are made from data."""
        return self.build / "tekeningen"

    @property
    def search(self) -> Path:
        """What the search remembers between two builds."""
        return self.build / "zoeken"

    @property
    def styles(self) -> Path:
        """The style sheet of the site, made from conf/stijl and the settings."""
        return self.build / "stijl"

    @property
    def locale(self) -> Path:
        """Compiled translations of the theme's own words."""
        return self.build / "locale"

    def relative(self, path: Path) -> str:
        """Write ``path`` as people see it: from the root, with forward slashes."""
        # A third of the time of Path.relative_to; a build of thousands of files asks it of each.
        return path.as_posix().removeprefix(f"{self.root.as_posix().rstrip('/')}/")
