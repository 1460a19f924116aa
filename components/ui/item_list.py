"""A chart's list on the page: every row a way to its passage, by a click anywhere or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from components.exports.list_data import SEARCHED, list_data
from components.exports.list_rows import ListGroup
from components.ui import page_address
from components.ui.text_nodes import component

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

    What is asked for by name is ``list_data``'s.
    """
    if not groups:
        return
    data = list_data(groups, page_address.link(view), label=label, searched=searched, copied=copied, tight=tight)
    _list(data=data, key=key)


def draw_compared_list(
    groups: Sequence[ListGroup], href: str, *, key: str, label: str, searched: int = SEARCHED
) -> None:
    """The rows of a comparison or a collection, whose address ``href`` is; nothing where there are none."""
    if groups:
        _list(data=list_data(groups, href, label=label, searched=searched), key=key)
