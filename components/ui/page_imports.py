"""What the pages import, loaded in a thread while the first browser still loads the page: half a second of its wait."""

from __future__ import annotations

import ast
import gc
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
    """Load them in a thread of their own, and let garbage be collected from then on (app.py)."""
    threading.Thread(target=_load, name="dateline-page-imports", daemon=True).start()


def _load() -> None:
    try:
        for name in dict.fromkeys(imported_by(ALL)):
            importlib.import_module(name)
    except Exception:  # it is told where a page wants it, too
        log.exception("what the pages import could not be loaded")
    finally:
        gc.freeze()  # what is there now stays, and needn't be looked through again
        gc.enable()
