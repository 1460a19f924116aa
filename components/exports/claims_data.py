"""What the browser draws of the claims, on the page and in the report."""

from __future__ import annotations

from typing import Any

import msgspec

from components.exports.claim_rows import HEADS, NO_ANSWER, SAID_TOO, SINCE, Claims

FIRST = 8  # rows that are shown before all are asked for
ANSWERS = 4  # to a claim, that are shown before more are asked for


def claims_data(claims: Claims, href: str) -> dict[str, Any]:
    """The rows; ``href`` is the address that a cell's mark is added to."""
    return {
        "rows": [msgspec.to_builtins(r) for r in claims.rows],
        "heads": list(HEADS),
        "since": SINCE,
        "said_too": SAID_TOO,
        "no_answer": NO_ANSWER,
        "first": FIRST,
        "answers": ANSWERS,
        "href": href,
    }
