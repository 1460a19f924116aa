"""Readers' corrections: a list of edits, replayed over what the machine found, which itself stays as it was.

An edit says *what* it is of as a path, ``things/id/field``, and its JSON value after and before:

======================================  ==========================================================================
``actors/ID/name``, ``role``, ``kind``  the actor's name, role (null: none), kind
``actors/ID/into``                      id of the actor that it is merged into
``actors/ID/removed``                   true: it is no actor
``actors/ID/split``                     {name, kind, mentions [[s, e]…]}: these mentions are of a new actor
``actors/ID/added``                     {name, kind, mentions [[s, e]…]}: an actor that was missed
``mentions/S-E/actor``                  id of the actor that the mention is of; null: of none
``quotes/ID/speaker``, ``kind``, …      also ``source_type``, ``content`` [[s, e]…], ``removed``, ``added`` {…}
``events/ID/date``, ``status``, …       also ``actors`` [id…], ``removed``, ``added`` {…}
``tones/ID/label``                      positive, neutral or negative, of the tone with that mark
``article/FIELD``                       kept in the article itself; listed here so that it can be undone
======================================  ==========================================================================

Ids come from an item's own words, so a new reading keeps an edit; one whose item is gone no longer fits and is listed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from components.domain.edit_values import Days
from components.domain.effects import EFFECTS, effect_of, item, span_of
from components.domain.ids import ADDED
from components.domain.recasting import NoLongerFits, owner_of
from components.domain.record import Correction, Event, Quote, Record

FIELDS = tuple(EFFECTS)  # every (things, field) that can be corrected


def path(things: str, identity: str, field: str) -> str:
    """What an edit is of."""
    return f"{things}/{identity}/{field}"


def parts(what: str) -> tuple[str, str, str]:
    """The three parts of a path; raises NoLongerFits where it is none."""
    found = what.split("/")
    if found[0] == "article" and len(found) == 2:
        return "article", "", found[1]
    if len(found) != 3 or (found[2] == "added" and not found[1].startswith(ADDED)):
        raise NoLongerFits(f"“{what}” is no correction")
    return found[0], found[1], found[2]


def corrected(record: Record, edits: Sequence[Correction]) -> Record:
    """The record with the edits in effect, in their order; those that no longer fit are listed with ``fits`` false."""
    listed = []
    for edit in edits:
        try:
            record = applied(record, edit)
            listed.append(msgspec.structs.replace(edit, fits=True))
        except NoLongerFits:
            listed.append(msgspec.structs.replace(edit, fits=False))
    return msgspec.structs.replace(record, corrections=tuple(listed))


def applied(record: Record, edit: Correction) -> Record:
    """The record with one edit in effect; raises NoLongerFits."""
    things, identity, field = parts(edit.what)
    if things == "article":
        return record
    value = _value(edit)
    return effect_of(things, field)[1](record, identity, value)


def check(edit: Correction) -> None:
    """Raise NoLongerFits where an edit could never have been made: of nothing known, or of another shape."""
    if parts(edit.what)[0] == "article":
        return
    _value(edit)
    try:
        dt.datetime.fromisoformat(edit.at)
    except ValueError as error:
        raise NoLongerFits(str(error)) from error


def _value(edit: Correction) -> Any:
    """The value that an edit gives, in the type of its field; raises NoLongerFits."""
    things, _, field = parts(edit.what)
    try:
        return msgspec.json.decode(edit.after, type=effect_of(things, field)[0])
    except msgspec.DecodeError as error:
        raise NoLongerFits(str(error)) from error


def value_of(record: Record, what: str) -> Any:
    """What a field holds now: what an edit of it says as ``before``; raises NoLongerFits."""
    things, identity, field = parts(what)
    if things != "article":
        effect_of(things, field)
    if field == "removed":
        return words_of(item(record, things, identity), record)  # what it was can't be looked up any more
    if field in {"added", "split", "into"} or things == "article":
        return None
    if things == "mentions":
        return owner_of(record, span_of(identity))
    held = item(record, things, identity)
    if (things, field) == ("events", "date"):
        return Days(held.earliest, held.latest)
    return getattr(held, field)


def words_of(item: Any, record: Record) -> str:
    """An item by its words: a quote's, an event's summary, an actor's name."""
    if isinstance(item, Quote):
        return " … ".join(record.text[s:e] for s, e in item.content)
    return str(item.summary if isinstance(item, Event) else item.name)


def touched(record: Record) -> frozenset[str]:
    """Ids of the items that readers corrected: of actors, quotes, events and tones, and of mentions their marks."""
    out = set()
    for edit in record.corrections:
        things, identity, field = parts(edit.what)
        if edit.fits and things != "article":
            out.add(f"m-{identity}" if things == "mentions" else identity)
            if things == "actors" and field == "into":
                out.add(msgspec.json.decode(edit.after, type=str))
    return frozenset(out)


def by_reader(record: Record, event: Event) -> bool:
    """Whether a reader put the event on its date."""
    return any(c.what == path("events", event.id, "date") and c.fits for c in record.corrections)


def latest(edits: Sequence[Correction], what: str) -> Correction | None:
    """The edit that holds for a field: the last one of it."""
    return next((e for e in reversed(edits) if e.what == what), None)
