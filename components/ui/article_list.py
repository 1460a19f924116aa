"""Articles as a list in one component, however many: what can be opened, picked and done with them, its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec
import streamlit as st

from components.ui.text_nodes import component

_shelf = component("shelf", after=("dom", "one_step", "shelf_picks", "shelf_pages"))


class SetLink(msgspec.Struct, frozen=True):
    """A collection as a link."""

    id: str
    name: str
    href: str


class Row(msgspec.Struct, frozen=True):
    """An article in the list; ``href`` is its address on this server, ``snippet`` words and whether they are lit."""

    id: str
    title: str
    facts: str
    href: str
    failed: bool = False
    snippet: tuple[tuple[str, bool], ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[SetLink, ...] = ()


class Act(msgspec.Struct, frozen=True):
    """What can be done with picked articles, and with how many (``most`` 0: any number); ``label`` is our own words."""

    what: str
    label: str
    least: int = 1
    most: int = 0


class Picks(msgspec.Struct, frozen=True):
    """Picking in a list of ``total`` articles, which ``said`` tells; another ``round`` ends what was picked before."""

    total: int
    said: str
    round: str
    acts: tuple[Act, ...]


class Pages(msgspec.Struct, frozen=True):
    """Where a list is: ``page`` of ``pages`` (from 1); ``hrefs`` is a page's address, with PAGE for its number."""

    page: int
    pages: int
    hrefs: str


class Picked(msgspec.Struct, frozen=True):
    """What a reader asks for: ``what`` with these articles, or (``all``) with everything that the search found."""

    what: str
    ids: tuple[str, ...] = ()
    all: bool = False


msgspec.json.Decoder(Picked)  # worked out here, once, as this may be imported after prepare_types (domain)


class ListEvents(NamedTuple):
    """What is called with what a reader did in the list: an article's id, a tag, a collection's id, a page, an act."""

    opened: Callable[[str], None]
    removed: Callable[[str], None] | None = None
    tagged: Callable[[str], None] | None = None
    collected: Callable[[str], None] | None = None
    paged: Callable[[int], None] | None = None
    act: Callable[[Picked], None] | None = None


def draw_rows(
    rows: Sequence[Row],
    *,
    key: str,
    on: ListEvents,
    picks: Picks | None = None,
    pages: Pages | None = None,
) -> None:
    """The articles as a list. Without ``on.removed`` none can be deleted, without ``picks`` none picked."""

    def told(event: str) -> Any:
        return st.session_state[key].get(event)

    def opened() -> None:
        if found := told("opened"):
            on.opened(str(found))

    def removed() -> None:
        if on.removed is not None and (found := told("removed")):
            on.removed(str(found))

    def tagged() -> None:
        if on.tagged is not None and (found := told("tagged")):
            on.tagged(str(found))

    def collected() -> None:
        if on.collected is not None and (found := told("collected")):
            on.collected(str(found))

    def paged() -> None:
        found = told("paged")
        if on.paged is not None and isinstance(found, int | float) and found >= 1:
            on.paged(int(found))

    def act() -> None:
        try:
            asked = msgspec.convert(told("act"), Picked)
        except msgspec.ValidationError:
            return
        if on.act is not None and picks is not None and asked.what in {one.what for one in picks.acts}:
            on.act(asked)

    data = {
        "rows": [msgspec.to_builtins(row) for row in rows],
        "removable": on.removed is not None,
        "picks": msgspec.to_builtins(picks),
        "pages": msgspec.to_builtins(pages),
    }
    _shelf(
        data=data,
        key=key,
        on_opened_change=opened,
        on_removed_change=removed,
        on_tagged_change=tagged,
        on_collected_change=collected,
        on_paged_change=paged,
        on_act_change=act,
    )
