"""One reading process for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.ingest.isolated_reader import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()
