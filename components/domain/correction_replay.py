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
``marks/ID/checked``                    true: a reader found what the mark tells right; ``before`` is a digest of it
``article/FIELD``                       kept in the article itself; listed here so that it can be undone
======================================  ==========================================================================

A check changes nothing in the items; it no longer fits where its mark tells something else than what was checked.
Ids come from an item's own words, so a new reading keeps an edit; one whose item is gone no longer fits and is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from components.domain.clickable_marks import tone_id
from components.domain.correction_checks import decode_value, path_parts
from components.domain.correction_effects import effect_of, span_of
from components.domain.correction_marks import still_as_checked, told_by_mark
from components.domain.correction_values import LONGEST_SUMMARY
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Event, Quote, Record, UnsureTone, unsure_of
from components.domain.record_draft import RecordDraft
from components.domain.rules_after_corrections import dated_by_reader
from components.domain.spans import Span


def edit_path(things: str, identity: str, field: str) -> str:
    """What an edit is of."""
    return f"{things}/{identity}/{field}"


def apply_edits(record: Record, edits: Sequence[Correction]) -> Record:
    """The record with the edits in effect, in their order; those that no longer fit are listed with ``fits`` false."""
    draft = RecordDraft(record)
    replayed = []
    for edit in edits:
        try:
            _apply(draft, edit)
            fits = True
        except NoLongerFits:
            fits = False
        replayed.append(edit if edit.fits == fits else msgspec.structs.replace(edit, fits=fits))
    return msgspec.structs.replace(draft.record(), corrections=tuple(replayed))


def apply_edit(record: Record, edit: Correction) -> Record:
    """The record with one edit in effect; raises NoLongerFits."""
    draft = RecordDraft(record)
    _apply(draft, edit)
    return draft.record()


def _apply(draft: RecordDraft, edit: Correction) -> None:
    value = decode_value(edit)
    things, identity, field = path_parts(edit.what)
    if things == "marks":
        still_as_checked(draft, identity, edit)
    if things != "article":
        effect_of(things, field)[1](draft, identity, value)


def value_of(record: Record, what: str) -> Any:
    """What a field holds now: what an edit of it says as ``before``; raises NoLongerFits."""
    things, identity, field = path_parts(what)
    if things != "article":
        effect_of(things, field)
    if field == "removed":
        # What it was can't be looked up any more.
        return words_of(_item(record, things, identity), record)[:LONGEST_SUMMARY]
    if field in {"added", "split", "into"} or things == "article":
        return None
    if things == "marks":
        return told_by_mark(RecordDraft(record), identity)
    if things == "mentions":
        return _owner(record, span_of(identity))
    item = _item(record, things, identity)
    if (things, field) == ("events", "date"):
        return {"earliest": item.earliest, "latest": item.latest}
    return getattr(item, field)


def _item(record: Record, things: str, identity: str) -> Any:
    """The actor, quote, event or tone with that id."""
    items: dict[str, tuple[Any, ...]] = {
        "actors": record.actors, "quotes": record.quotes, "events": record.events,
        "tones": (*record.tones, *unsure_of(record, UnsureTone)),
    }  # fmt: skip
    for one in items.get(things, ()):
        if (tone_id(one) if things == "tones" else one.id) == identity:
            return one
    raise NoLongerFits(f"there is no {things[:-1]} “{identity}”")


def _owner(record: Record, span: Span) -> str:
    for actor in record.actors:
        if any((m.start, m.end) == span for m in actor.mentions):
            return actor.id
    raise NoLongerFits("there is no mention at that place any more")


def words_of(item: Any, record: Record) -> str:
    """An item by its words: a quote's, an event's summary, an actor's name."""
    if isinstance(item, Quote):
        return " … ".join(record.text[s:e] for s, e in item.content)
    return str(item.summary if isinstance(item, Event) else item.name)


def corrected_items(record: Record) -> frozenset[str]:
    """Ids of the items that readers corrected: of actors, quotes, events and tones, and of mentions their marks."""
    out = set()
    for edit in record.corrections:
        if not edit.fits or edit.what.startswith("article/") or is_check(edit):
            continue
        things, identity, field = path_parts(edit.what)
        out.add(f"m-{identity}" if things == "mentions" else identity)
        if things == "actors" and field == "into":
            out.add(msgspec.json.decode(edit.after, type=str))
    return frozenset(out)


def is_check(edit: Correction) -> bool:
    """Whether an edit says that something is right: it corrects nothing."""
    return edit.what.startswith("marks/")


def is_by_reader(record: Record, event: Event) -> bool:
    """Whether a reader put the event on its date."""
    return bool(record.corrections) and dated_by_reader(event)


def latest_edit(edits: Sequence[Correction], what: str) -> Correction | None:
    """The edit that holds for a field: the last one of it."""
    return next((e for e in reversed(edits) if e.what == what), None)


__all__ = [
    "NoLongerFits",
    "apply_edit",
    "apply_edits",
    "corrected_items",
    "edit_path",
    "is_by_reader",
    "is_check",
    "latest_edit",
    "path_parts",
    "value_of",
    "words_of",
]  # fmt: skip
