"""A chart's list on the page: every row a way to its passage, by a click anywhere or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.exports.list_rows import ListGroup, list_text
from components.ui import page_address
from components.ui.text_nodes import component

FIRST = 60  # rows at first, and as many more each time that more are asked for
SEARCHED = 12  # rows from which on a list can be searched
_list = component("list", after=("clipboard", "dom", "pick_state"))


def draw_list(
    groups: Sequence[ListGroup],
    *,
    view: str,
    key: str,
    label: str,
    searched: int = SEARCHED,
    copied: bool = True,
    tight: bool = False,
) -> None:
    """The rows in one component however many there are; nothing where there are none.

    ``label`` is what a screen reader calls the list (our own words); ``copied``: with a button that copies its text;
    ``tight``: few rows, close together, that stand whole and do not scroll by themselves.
    """
    if not groups:
        return
    data = {
        "groups": [msgspec.to_builtins(g) for g in groups],
        "href": page_address.link(view),
        "text": list_text(groups) if copied else "",
        "label": label,
        "first": FIRST,
        "search": searched,
        "tight": tight,
    }
    _list(data=data, key=key)
