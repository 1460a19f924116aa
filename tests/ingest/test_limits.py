"""The limits stand in docs/security.md as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.ingest import limits

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "security.md").read_text("utf-8")
ROWS = re.findall(r"\| [^|]+ \| ([\d,]+)( MB| GB)? \| `(\w+)` \|", DOCS)


@pytest.mark.parametrize(("number", "unit", "name"), ROWS, ids=[r[2] for r in ROWS])
def test_limits_are_documented_as_they_are(number: str, unit: str, name: str) -> None:
    assert int(number.replace(",", "")) * {"": 1, " MB": 2**20, " GB": 2**30}[unit] == getattr(limits, name)


def test_the_table_is_there() -> None:
    assert len(ROWS) >= 12
