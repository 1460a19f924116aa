"""The claims on the page: who alleges what, who denies it, who isn't heard; every cell a way to its sentence."""

from __future__ import annotations

from components.exports.claim_rows import Claims
from components.exports.claims_data import claims_data
from components.ui import page_address
from components.ui.text_nodes import component, draw_text

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
    _claims(data=claims_data(claims, page_address.link(view)), key=key)
