"""One reading process for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.ingest.isolated_reader import IsolatedReader


@pytest.fixture(scope="session")
def reader() -> Iterator[IsolatedReader]:
    made = IsolatedReader()
    yield made
    made.close()
