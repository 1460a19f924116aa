"""Corrections in words: what was changed, from what, to what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pandas as pd

from components.domain.cached_property import cached_property
from components.domain.clickable_marks import Mark, MarkKind, marks_of, tone_id
from components.domain.correction_checks import is_readable, known_time, path_parts
from components.domain.correction_effects import span_of
from components.domain.correction_replay import words_of
from components.domain.correction_values import UNREADABLE
from components.domain.ids import ADDED
from components.domain.mention_moves import NoLongerFits
from components.domain.plural import plural
from components.domain.record import Correction, Event, Quote, Record, UnsureTone, unsure_of
from components.domain.single_line_text import plain_line
from components.exports.newsroom_words import (
    ACTOR_KINDS,
    KIND_NAMES,
    LANE_NAMES,
    SOURCE_TYPES,
    TONES,
    actor_names,
    date_words,
)

_FIELDS = {
    "name": "name", "kind": "kind", "role": "role", "into": "merged", "removed": "removed", "split": "split in two",
    "actor": "whose it is", "speaker": "who spoke", "source_type": "kind of source", "content": "words",
    "added": "added", "date": "date", "status": "status", "actors": "who takes part", "label": "how",
    "checked": "checked as right",
}  # fmt: skip
_DETAILS = {"title": "title", "outlet": "outlet", "byline": "byline", "url": "address", "date": "article date",
            "genre": "kind of text"}  # fmt: skip
_MARKS: dict[MarkKind, str] = {"tone": "attitude", "word": "loaded word"}
_THINGS = {"actors": "actor", "mentions": "mention", "quotes": "quote", "events": "event", "tones": "attitude"}


# An edit that was stored in another shape, which fits nothing.
_MISSHAPEN = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, NoLongerFits)
_UNREADABLE = msgspec.json.decode(UNREADABLE)
MOST_NAMED = 50  # actors, or parts of a quote, that are written out


def _flat(text: str, most: int = 60) -> str:
    flat = plain_line(text[: most * 20])
    return flat if len(flat) <= most else flat[: most - 1] + "…"


class CorrectionWords:
    """Words for the corrections of a record; made once for all of them."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return actor_names(self._record)

    @cached_property
    def _items(self) -> dict[tuple[str, str], Any]:
        record = self._record
        items: dict[str, tuple[Any, ...]] = {"actors": record.actors, "quotes": record.quotes, "events": record.events}
        by_id = {(things, one.id): one for things, some in items.items() for one in some}
        by_id |= {("marks", identity): mark for identity, mark in marks_of(record).items()}
        return by_id | {("tones", tone_id(t)): t for t in (*unsure_of(record, UnsureTone), *record.tones)}

    def thing(self, edit: Correction) -> str:
        """What a correction is of: "actor “Carney”, name"."""
        try:
            things, _, field = path_parts(edit.what)
        except NoLongerFits:
            return "something unknown"
        if things == "article":
            return f"article, {_DETAILS.get(field, _flat(field))}"
        try:
            called = _quoted(self._called(edit))
        except _MISSHAPEN:
            called = ""
        kind = self._kind_of_mark(edit) if things == "marks" else _THINGS.get(things, _flat(things))
        return f"{' '.join(filter(None, (kind, called)))}, {_FIELDS.get(field, _flat(field))}"

    def _kind_of_mark(self, edit: Correction) -> str:
        mark = self._items.get(("marks", path_parts(edit.what)[1]))
        return _MARKS.get(mark.kind, mark.kind) if mark else "item"

    def _called(self, edit: Correction) -> str:
        """What the item is called, also where it is gone, or was called otherwise before."""
        things, identity, field = path_parts(edit.what)
        before, after = (msgspec.json.decode(raw) for raw in (edit.before, edit.after))
        text = self._record.text
        if field in {"removed", "name"} and isinstance(before, str):
            return before
        if field == "added" and isinstance(after, dict):
            return str(after.get("name") or after.get("summary") or " … ".join(_cuts(text, after.get("content", []))))
        if things == "mentions":
            return text[slice(*span_of(identity))]
        item = self._items.get((things, identity))
        if things == "tones":
            return text[item.start : item.end] if item else ""
        if isinstance(item, Mark):
            return self._words_of_mark(item)
        if item is not None:
            return words_of(item, self._record)
        return "" if things != "actors" or identity.startswith(ADDED) else identity.replace("-", " ").title()

    def _words_of_mark(self, mark: Mark) -> str:
        if isinstance(mark.item, Event | Quote):
            return words_of(mark.item, self._record)
        return self._record.text[mark.item.start : mark.item.end]

    def value(self, edit: Correction, *, before: bool = False) -> str:
        """The value that a correction gives, or took away, in words; "unreadable" where it is none."""
        field = edit.what.rpartition("/")[2]
        try:
            value = msgspec.json.decode(edit.before if before else edit.after)
            if value == _UNREADABLE:
                return "unreadable"
            # What was removed or checked is said by what it is of.
            return "" if field in {"removed", "checked"} else self._value(field, value)
        except _MISSHAPEN:
            return "unreadable"

    def _value(self, field: str, value: Any) -> str:
        if value is None:
            return "nothing" if field not in {"added", "removed", "split", "into"} else ""
        if field in {"actor", "speaker", "into"}:
            return self._name(value)
        if field == "actors" and isinstance(value, list):
            return ", ".join(self._name(v) for v in value[:MOST_NAMED]) or "nobody"
        if field == "kind":
            return _flat(str(ACTOR_KINDS.get(value) or KIND_NAMES.get(value) or value))
        if isinstance(value, str):
            tables: tuple[dict[Any, str], ...] = (LANE_NAMES, SOURCE_TYPES, TONES)
            return next((t[value] for t in tables if value in t), _flat(value))
        if isinstance(value, dict):
            return self._shape(value)
        if isinstance(value, list):
            return self._words(value)
        return "" if value is True else _flat(str(value))

    def _name(self, identity: Any) -> str:
        return self._names.get(str(identity), _flat(str(identity)))

    def _words(self, spans: list[list[int]]) -> str:
        return " … ".join(f"“{_flat(part)}”" for part in _cuts(self._record.text, spans))

    def _shape(self, value: dict[str, Any]) -> str:
        """A date, a split or something added."""
        if "mentions" in value:
            return f"{_flat(value['name'])}, {plural(len(value['mentions']), 'mention')}"
        if "content" in value:
            return self._words(value["content"])
        days = [date_words(d) if (d := value.get(n)) else "open" for n in ("earliest", "latest")]
        when = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
        if "summary" in value:
            return f"“{_flat(value['summary'])}”" + (f", {when}" if when != "open" else "")
        return "no date" if when == "open" else when


def _cuts(text: str, spans: list[list[int]]) -> list[str]:
    return [text[s:e] for s, e in spans[:MOST_NAMED]]


def _quoted(words: str) -> str:
    """Words between quotation marks, their own left out."""
    flat = _flat(words).strip('“”"')
    return f"“{flat}”" if flat else ""


def value_words(record: Record, edit: Correction, *, before: bool = False) -> str:
    """The value that a correction gives, or took away, in words."""
    return CorrectionWords(record).value(edit, before=before)


def edit_words(record: Record, edit: Correction) -> str:
    """A correction in one line: what, from what, to what."""
    words = CorrectionWords(record)
    before, after = words.value(edit, before=True), words.value(edit)
    change = f"{before} → {after}" if before and after and before != "nothing" else after
    return words.thing(edit) + (f": {change}" if change else "")


def edits_table(record: Record) -> pd.DataFrame:
    """One row a correction in effect: what, before, after, who, when, whether it still fits."""
    words = CorrectionWords(record)
    rows = [
        [c.id, words.thing(c), words.value(c, before=True), words.value(c), c.by, _time(c.at), _applies(c)]
        for c in record.corrections
    ]
    return pd.DataFrame(rows, columns=["id", "What", "Before", "After", "By", "When (UTC)", "Still applies"])


def _time(at: str) -> str:
    moment = known_time(at)
    return moment.isoformat()[:16] if moment else "unknown"


def _applies(edit: Correction) -> str:
    if edit.fits:
        return "yes"
    return "no: what it is of is gone" if is_readable(edit) else "no: it can’t be read"
