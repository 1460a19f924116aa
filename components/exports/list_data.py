"""What the browser draws of a list of rows, on the page and in the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from components.exports.list_rows import ListGroup, list_text

FIRST = 60  # rows at first, and as many more each time that more are asked for
SEARCHED = 12  # rows from which on a list can be searched


def list_data(
    groups: Sequence[ListGroup],
    href: str,
    *,
    label: str,
    searched: int = SEARCHED,
    copied: bool = True,
    tight: bool = False,
) -> dict[str, Any]:
    """The rows; ``href`` is the address that a row's mark is added to.

    ``label`` is what a screen reader calls the list (our own words); ``copied``: with a button that copies its text;
    ``tight``: few rows, close together, that stand whole and do not scroll by themselves.
    """
    return {
        "groups": [msgspec.to_builtins(g) for g in groups],
        "href": href,
        "text": list_text(groups) if copied else "",
        "label": label,
        "first": FIRST,
        "search": searched,
        "tight": tight,
    }
