"""Corrections in words: what was changed, from what, to what."""

from __future__ import annotations

from typing import Any

import msgspec
import pandas as pd

from components.domain.corrections import parts, words_of
from components.domain.ids import ADDED
from components.domain.marks import tone_id
from components.domain.recasting import NoLongerFits
from components.domain.record import Correction, Record
from components.exports.words import (
    ACTOR_KINDS,
    KIND_NAMES,
    LANE_NAMES,
    SOURCE_TYPES,
    TONES,
    date_words,
    names,
    plural,
)

_FIELDS = {
    "name": "name", "kind": "kind", "role": "role", "into": "merged", "removed": "removed", "split": "split in two",
    "actor": "whose it is", "speaker": "who spoke", "source_type": "kind of source", "content": "words",
    "added": "added", "date": "date", "status": "status", "actors": "who takes part", "label": "tone",
}  # fmt: skip
_DETAILS = {"title": "title", "outlet": "outlet", "byline": "byline", "url": "address", "date": "article date",
            "genre": "kind of text"}  # fmt: skip
_THINGS = {"actors": "actor", "mentions": "mention", "quotes": "quote", "events": "event", "tones": "tone"}


def _flat(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def thing_words(record: Record, edit: Correction) -> str:
    """What a correction is of: "actor “Carney”, name"."""
    try:
        things, _, field = parts(edit.what)
    except NoLongerFits:
        return "something unknown"
    if things == "article":
        return f"article, {_DETAILS.get(field, field)}"
    try:
        called = _quoted(_called(record, edit))
    except (TypeError, ValueError, KeyError, IndexError):
        called = ""
    return f"{_THINGS.get(things, things)} {called}, {_FIELDS.get(field, field)}"


def _quoted(words: str) -> str:
    """Words between quotation marks, their own left out."""
    flat = _flat(words).strip('“”"')
    return f"“{flat}”" if flat else ""


def _called(record: Record, edit: Correction) -> str:
    """What the item is called, also where it is gone, or was called otherwise before."""
    things, identity, field = parts(edit.what)
    before, after = (msgspec.json.decode(raw) for raw in (edit.before, edit.after))
    if field in {"removed", "name"} and isinstance(before, str):
        return before
    if field == "added" and isinstance(after, dict):
        return str(
            after.get("name")
            or after.get("summary")
            or " … ".join(record.text[s:e] for s, e in after.get("content", []))
        )
    if things == "mentions":
        start, _, end = identity.partition("-")
        return record.text[int(start) : int(end)] if start.isdigit() and end.isdigit() else ""
    if things == "tones":
        tone = next((t for t in record.tones if tone_id(t) == identity), None)
        return record.text[tone.start : tone.end] if tone else ""
    held: tuple[Any, ...] = {"actors": record.actors, "quotes": record.quotes, "events": record.events}.get(things, ())
    item = next((i for i in held if i.id == identity), None)
    if item is not None:
        return words_of(item, record)
    return "" if things != "actors" or identity.startswith(ADDED) else identity.replace("-", " ").title()


def value_words(record: Record, edit: Correction, *, before: bool = False) -> str:
    """The value that a correction gives, or took away, in words."""
    value = msgspec.json.decode(edit.before if before else edit.after)
    field = edit.what.rpartition("/")[2]
    if field == "removed":
        return ""  # what it is of says it
    try:
        return _value(record, edit.what, field, value)
    except (TypeError, ValueError, KeyError, IndexError):  # an edit of another shape, which fits nothing
        return "unreadable"


def _value(record: Record, what: str, field: str, value: Any) -> str:
    by = names(record)
    if value is None:
        return "nothing" if field not in {"added", "removed", "split", "into"} else ""
    if field in {"actor", "speaker", "into"}:
        return by.get(str(value), str(value))
    if field == "actors" and isinstance(value, list):
        return ", ".join(by.get(str(v), str(v)) for v in value) or "nobody"
    if field == "kind":
        return str(ACTOR_KINDS.get(value) or KIND_NAMES.get(value) or value)
    if isinstance(value, str):
        tables: tuple[dict[Any, str], ...] = (LANE_NAMES, SOURCE_TYPES, TONES)
        return next((t[value] for t in tables if value in t), _flat(value))
    if isinstance(value, dict):
        return _shape(record, value)
    if isinstance(value, list):
        return " … ".join(f"“{_flat(record.text[s:e])}”" for s, e in value)
    return "" if value is True else str(value)


def _shape(record: Record, value: dict[str, Any]) -> str:
    """A date, a split or something added."""
    if "mentions" in value:
        return f"{value['name']}, {plural(len(value['mentions']), 'mention')}"
    if "content" in value:
        return " … ".join(f"“{_flat(record.text[s:e])}”" for s, e in value["content"])
    days = [date_words(d) if (d := value.get(n)) else "open" for n in ("earliest", "latest")]
    when = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    if "summary" in value:
        return f"“{_flat(value['summary'])}”" + (f", {when}" if when != "open" else "")
    return "no date" if when == "open" else when


def edit_words(record: Record, edit: Correction) -> str:
    """A correction in one line: what, from what, to what."""
    before, after = value_words(record, edit, before=True), value_words(record, edit)
    change = f"{before} → {after}" if before and after and before != "nothing" else after
    return thing_words(record, edit) + (f": {change}" if change else "")


def edits_table(record: Record) -> pd.DataFrame:
    """One row a correction in effect: what, before, after, who, when, whether it still fits."""
    rows = [
        [c.id, thing_words(record, c), value_words(record, c, before=True), value_words(record, c), c.by, c.at[:16],
         "yes" if c.fits else "no: what it is of is gone"]
        for c in record.corrections
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["id", "What", "Before", "After", "By", "When (UTC)", "Still applies"])
