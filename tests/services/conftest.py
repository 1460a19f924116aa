"""What tests of several services need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.ingest.isolated_reader import IsolatedReader


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    """The process that reads files from outside."""
    one = IsolatedReader()
    yield one
    one.close()
