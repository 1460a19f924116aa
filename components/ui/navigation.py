"""The pages as data: file, address, title."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).resolve().parents[2] / "pages"


class View(NamedTuple):
    """One page; ``name`` is its file, its address (the library's is ``/``) and its key."""

    name: str
    title: str

    @property
    def path(self) -> Path:
        """The page's script, absolute: a path relative to the main script would miss it."""
        return PAGES / f"{self.name}.py"


LIBRARY = View("library", "Library")
VIEWS = (
    View("overview", "Overview"),
    View("timeline", "Timeline"),
    View("actors", "Actors"),
    View("quotes", "Quotes"),
    View("sentiment", "Sentiment"),
    View("text", "Text"),
    View("check", "Check"),
)
LINKS = View("share", "Links")
COLLECTION = View("collection", "Collection")
COMPARE = View("compare", "Compare")
ALL = (LIBRARY, *VIEWS, LINKS, COLLECTION, COMPARE)
BY_NAME = {view.name: view for view in ALL}
