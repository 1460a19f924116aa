"""What the pages import, loaded in a thread while the first browser still loads the page: half a second of its wait."""

from __future__ import annotations

import ast
import importlib
import logging
import threading
from collections.abc import Iterator, Sequence

from components.ui.navigation import ALL, View

log = logging.getLogger(__name__)


def imported_by(pages: Sequence[View]) -> Iterator[str]:
    """The modules that these pages import, in their order; the pages themselves aren't run."""
    for page in pages:
        for statement in ast.parse(page.path.read_text("utf-8")).body:
            if isinstance(statement, ast.ImportFrom) and statement.module:
                yield statement.module
            elif isinstance(statement, ast.Import):
                yield from (one.name for one in statement.names)


def load_page_imports() -> None:
    """Load them in a thread of their own; one that can't be loaded is told where a page wants it."""
    threading.Thread(target=_load, name="dateline-page-imports", daemon=True).start()


def _load() -> None:
    for name in dict.fromkeys(imported_by(ALL)):
        try:
            importlib.import_module(name)
        except Exception:
            log.exception("%s could not be loaded", name)
            return
