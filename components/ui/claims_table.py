"""The claims on the page: who alleges what, who denies it, who isn't heard; every cell a way to its sentence."""

from __future__ import annotations

import msgspec

from components.exports.claim_rows import HEADS, NO_ANSWER, SAID_TOO, SINCE, Claims
from components.ui import page_address
from components.ui.text_nodes import component, draw_text

FIRST = 8  # rows that are shown before all are asked for
ANSWERS = 4  # to a claim, that are shown before more are asked for
_claims = component("claims", after=("dom", "pick_state"))


def draw_claims(claims: Claims, *, view: str, key: str = "claims") -> None:
    """The rows, in one component however many; every cell leads to its passage. None: nothing."""
    if not claims.rows:
        return
    draw_text(claims.headline, "heading", key=f"on-{key}")
    if claims.unheard:
        draw_text(claims.unheard, "body", key=f"{key}-unheard")
    if claims.note:
        draw_text(claims.note, "note", key=f"{key}-note")

    data = {
        "rows": [msgspec.to_builtins(r) for r in claims.rows],
        "heads": list(HEADS),
        "since": SINCE,
        "said_too": SAID_TOO,
        "no_answer": NO_ANSWER,
        "first": FIRST,
        "answers": ANSWERS,
        "href": page_address.link(view),
    }
    _claims(data=data, key=key)
