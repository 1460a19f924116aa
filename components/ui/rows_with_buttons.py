"""Lists with buttons in which words from outside stand: files taken in, paragraphs cut, links given out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import streamlit as st

from components.ui.text_nodes import component

_outcomes = component("outcomes", after=("dom", "one_step"))
_cuts = component("cuts")


class Outcome(msgspec.Struct, frozen=True):
    """One thing and what became of it; ``state`` is its style.

    ``pick`` and ``drop`` are the labels of its buttons, where it has them.
    """

    id: str
    name: str
    state: str
    label: str
    facts: str
    pick: str = ""
    drop: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of what was read; ``why`` it was cut."""

    id: str
    text: str
    cut: bool
    why: str = ""


def outcomes(
    rows: Sequence[Outcome],
    *,
    key: str,
    on_pick: Callable[[str], None],
    on_drop: Callable[[str], None] | None = None,
    away: bool = False,
) -> None:
    """The rows as a list; ``on_pick`` and ``on_drop`` get the id of the one whose button was pressed.

    ``away``: a pick leads to another page.
    """

    def picked() -> None:
        if found := st.session_state[key].get("picked"):
            on_pick(str(found))

    def dropped() -> None:
        if on_drop is not None and (found := st.session_state[key].get("dropped")):
            on_drop(str(found))

    _outcomes(
        data={"rows": [msgspec.structs.asdict(r) for r in rows], "away": away},
        key=key,
        on_picked_change=picked,
        on_dropped_change=dropped,
    )


def cuts(blocks: Sequence[Paragraph], *, key: str, on_toggle: Callable[[str], None]) -> None:
    """The paragraphs, those cut in grey; ``on_toggle`` gets the id of the one to cut or bring back."""

    def toggled() -> None:
        if picked := st.session_state[key].get("toggled"):
            on_toggle(str(picked))

    _cuts(data={"blocks": [msgspec.structs.asdict(b) for b in blocks]}, key=key, on_toggled_change=toggled)
