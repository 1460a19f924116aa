"""The kinds of database that tests run on (conftest.library_url), and tests of one of them alone."""

from __future__ import annotations

from pathlib import Path

import pytest

# Of what only SQLite has: its file, its pragmas, its log.
SQLITE_ALONE = pytest.mark.parametrize("library_url", ["sqlite"], indirect=True)
POSTGRES_ALONE = pytest.mark.parametrize("library_url", ["postgres"], indirect=True)


def sqlite_url(file: Path) -> str:
    """The address of a library in a file."""
    return f"sqlite:///{file}"
