"""The limits stand in docs/security.md as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.domain import correction_values
from components.ingest import limits
from components.ingest.fetch import safe_http

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "security.md").read_text("utf-8")
_NUMBER = re.compile(r"([\d,]+)( KB| MB| GB)?")
_UNITS = {"": 1, " KB": 2**10, " MB": 2**20, " GB": 2**30}
# A row holds one limit, or several with semicolons between: what, values, constants.
ROWS = [
    (value.strip(), name)
    for values, names in re.findall(r"\| [^|]+ \| ([\d][^|]*) \| ((?:`[A-Z_]+`(?:, )?)+) \|", DOCS)
    for value, name in zip(values.replace(" each", "").split(";"), re.findall(r"`(\w+)`", names), strict=False)
]


@pytest.mark.parametrize(("value", "name"), ROWS, ids=[name for _, name in ROWS])
def test_limits_are_documented_as_they_are(value: str, name: str) -> None:
    found = _NUMBER.fullmatch(value)
    assert found is not None, value
    held = next(getattr(module, name) for module in (limits, correction_values, safe_http) if hasattr(module, name))
    assert int(found[1].replace(",", "")) * _UNITS[found[2] or ""] == held


def test_the_tables_are_there() -> None:
    assert len(ROWS) >= 24
