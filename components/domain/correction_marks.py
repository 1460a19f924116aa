"""What a mark tells while edits are replayed: a reader who checked it said that this, and nothing else, is right."""

from __future__ import annotations

import re

import msgspec

from components.domain.clickable_marks import relation_id, sentence_id, timex_id, word_id
from components.domain.ids import digest
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, UnsureTone
from components.domain.record_draft import RecordDraft

_PLACE = re.compile(r"m-(\d{1,9})-(\d{1,9})")


def told_by_mark(draft: RecordDraft, mark: str) -> str:
    """A digest of what is to be checked about a mark; raises NoLongerFits where there is no such mark."""
    parts = _parts(draft, mark)
    if parts is None:
        raise NoLongerFits(f"there is nothing marked “{mark[:40]}”")
    return digest(*map(str, parts), length=12)


def still_as_checked(draft: RecordDraft, mark: str, edit: Correction) -> None:
    """Raises NoLongerFits where a mark is gone, or tells something else than when it was checked."""
    now = told_by_mark(draft, mark)
    try:
        before = msgspec.json.decode(edit.before)
    except ValueError as error:
        raise NoLongerFits("what was checked there can’t be read") from error
    if before is not None and before != now:
        raise NoLongerFits("what was checked there reads otherwise now")


def _parts(draft: RecordDraft, mark: str) -> tuple[object, ...] | None:
    """A quote's speaker, kind and words, an event's days and status, …; None where there is no such mark."""
    if event := draft.events.items.get(mark):
        return event.earliest, event.latest, event.status, event.voice, event.actors
    if quote := draft.quotes.items.get(mark):
        return quote.speaker, quote.kind, quote.content
    if place := _PLACE.fullmatch(mark):
        owners = draft.actors_at.get((int(place[1]), int(place[2])))
        return (owners[0], draft.actors.items[owners[0]].kind) if owners else None
    if tones := draft.tones.items_of(("id", mark)):
        _, tone = min(tones, key=lambda t: (isinstance(t[1], UnsureTone), t[0]))
        return (tone.label,)
    machine = draft.machine
    if timex := next((t for t in machine.timexes if timex_id(t) == mark), None):
        return (timex.value,)
    if relation := next((r for r in draft.relations.items.values() if relation_id(r) == mark), None):
        return relation.verb, relation.status
    if any(word_id(w) == mark for w in machine.loaded) or any(sentence_id(s) == mark for s in machine.sentences):
        return ()
    return None
