"""Readers' corrections of an article: made, undone, done again, taken along and brought in."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from components.domain.corrections import applied, check, corrected, latest, value_of
from components.domain.errors import Clash, NotFound, Refused
from components.domain.recasting import NoLongerFits
from components.domain.record import Correction, Record
from components.services.clock import now
from components.store import queries
from components.store.edits import Kept, add_edit, all_edits, edit_ids, in_effect, list_edits, mark_undone
from components.store.engine import Store

SCHEMA = "dateline.corrections/1"
NO_RECORD = "This article has not been read yet. Wait until it is, then correct it."
Changed = Callable[[Mapping[str, str | None]], object]


class Bundle(msgspec.Struct, frozen=True):
    """Corrections alone, as a file."""

    schema: str
    article: str
    title: str
    corrections: tuple[Correction, ...]


def correct(
    store: Store, article_id: str, what: str, after: Any, *, by: str, seen: str | None = None, sure: bool = False
) -> Correction:
    """Keep an edit.

    ``seen`` is the id of the edit of the same field that the reader saw (None: none). Where another one was made
    since, raises Clash with it, unless ``sure``. Raises NotFound, Refused where it fits nothing.
    """
    with store.writing() as connection:
        record, kept = _record(connection, article_id)
        effective = in_effect(kept)
        other = latest(effective, what)
        if other is not None and other.id != seen and not sure:
            raise Clash(other)
        current = corrected(record, effective)
        try:
            before = value_of(current, what)
            made = Correction(
                id=secrets.token_hex(6), at=now(), by=by[:80] or "a reader", what=what,
                before=_raw(before), after=_raw(after),
            )  # fmt: skip
            applied(current, made)
        except NoLongerFits as error:
            raise Refused(f"This can't be corrected so: {error}. Nothing was changed.") from error
        add_edit(connection, article_id, made)
        return made


def note_details(store: Store, article_id: str, before: Mapping[str, Any], after: Mapping[str, Any], by: str) -> None:
    """Keep what a reader changed in the article's details, so that it can be seen and undone."""
    with store.writing() as connection:
        for field, value in after.items():
            if value != before.get(field):
                edit = Correction(
                    id=secrets.token_hex(6), at=now(), by=by[:80] or "a reader", what=f"article/{field}",
                    before=_raw(before.get(field)), after=_raw(value),
                )  # fmt: skip
                add_edit(connection, article_id, edit)


def history(store: Store, article_id: str) -> list[Kept]:
    """Every edit of an article in its order, undone ones too."""
    with store.reading() as connection:
        return list_edits(connection, article_id)


def undo(store: Store, article_id: str, edit_id: str | None = None, *, details: Changed | None = None) -> None:
    """Undo an edit, or the last one that is in effect; raises NotFound where there is none.

    ``details`` is called with what the article's own details have to be again.
    """
    _mark(store, article_id, edit_id, undone=True, details=details)


def redo(store: Store, article_id: str, edit_id: str | None = None, *, details: Changed | None = None) -> None:
    """Do an undone edit again, or the one that was undone last; raises NotFound where there is none."""
    _mark(store, article_id, edit_id, undone=False, details=details)


def undo_all(store: Store, article_id: str, *, details: Changed | None = None) -> int:
    """Undo every edit; how many."""
    return _mark_all(store, article_id, undone=True, details=details)


def redo_all(store: Store, article_id: str, *, details: Changed | None = None) -> int:
    """Do every undone edit again; how many."""
    return _mark_all(store, article_id, undone=False, details=details)


def bundle(store: Store, article_id: str, title: str) -> bytes:
    """The edits in effect, as a file that another library can take in."""
    kept = in_effect(history(store, article_id))
    return msgspec.json.format(msgspec.json.encode(Bundle(SCHEMA, article_id, title, tuple(kept))), indent=1)


def bring_in(store: Store, article_id: str, data: bytes) -> tuple[int, int]:
    """Take in another library's edits: (how many were new, how many of all no longer fit). Raises Refused, NotFound."""
    try:
        found = msgspec.json.decode(data, type=Bundle)
    except msgspec.DecodeError as error:
        raise Refused(f"This is no file of corrections ({error}). Nothing was changed.") from error
    if found.schema != SCHEMA:
        raise Refused(f"This is no file of corrections: it says that it is “{found.schema[:40]}”. Nothing was changed.")
    with store.writing() as connection:
        record, kept = _record(connection, article_id)
        known = {(k.edit.what, k.edit.at, bytes(k.edit.after)) for k in kept}
        used = edit_ids(connection)
        new = 0
        for edit in found.corrections:
            if edit.what.startswith("article/"):
                continue
            try:
                check(edit)
            except NoLongerFits as error:
                raise Refused(
                    f"This file holds something that is no correction: {error}. Nothing was changed."
                ) from error
            sides = {name: _raw(msgspec.json.decode(getattr(edit, name))) for name in ("before", "after")}
            if (edit.what, edit.at, bytes(sides["after"])) in known:
                continue
            fresh = edit.id if len(edit.id) <= 16 and edit.id not in used else secrets.token_hex(6)
            used.add(fresh)
            named = f"{edit.by[:66]} (from a file)" if not edit.by.endswith("(from a file)") else edit.by[:80]
            add_edit(
                connection, article_id,
                msgspec.structs.replace(edit, id=fresh, by=named, what=edit.what[:160], fits=True, **sides),
            )  # fmt: skip
            known.add((edit.what, edit.at, bytes(sides["after"])))
            new += 1
        after = corrected(record, in_effect(list_edits(connection, article_id)))
    return new, sum(not c.fits for c in after.corrections)


def score(store: Store) -> list[tuple[str, int, int]]:
    """How often readers corrected what: (things and field, edits in effect, of how many such things in the library)."""
    with store.reading() as connection:
        counted: Counter[str] = Counter()
        for _, what, effective in all_edits(connection):
            things, _, rest = what.partition("/")
            counted[f"{things} {rest.rpartition('/')[2]}"] += effective
        totals: Counter[str] = Counter()
        for one in queries.list_articles(connection):
            record = queries.get_record(connection, one.id)
            totals["article"] += 1
            if record is not None:
                totals["actors"] += len(record.actors)
                totals["mentions"] += sum(len(a.mentions) for a in record.actors)
                totals["quotes"] += len(record.quotes)
                totals["events"] += len(record.events)
                totals["tones"] += len(record.tones)
    return [(what, n, totals[what.split()[0]]) for what, n in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]


def _record(connection: Any, article_id: str) -> tuple[Record, list[Kept]]:
    if queries.get_article(connection, article_id) is None:
        raise NotFound("This article is not in the library any more.")
    record = queries.get_record(connection, article_id)
    if record is None:
        raise NotFound(NO_RECORD)
    return record, list_edits(connection, article_id)


def _raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def _mark(store: Store, article_id: str, edit_id: str | None, *, undone: bool, details: Changed | None) -> None:
    with store.writing() as connection:
        kept = [k for k in list_edits(connection, article_id) if (k.undone_at is None) == undone]
        if edit_id is not None:
            kept = [k for k in kept if k.edit.id == edit_id]
        if not kept:
            raise NotFound("There is nothing to undo." if undone else "There is nothing to do again.")
        one = kept[-1] if undone else max(kept, key=lambda k: (k.undone_at or "", -k.seq))
        mark_undone(connection, article_id, [one.edit.id], now() if undone else None)
        now_kept = list_edits(connection, article_id)
    _tell([one], now_kept, details)


def _mark_all(store: Store, article_id: str, *, undone: bool, details: Changed | None) -> int:
    with store.writing() as connection:
        kept = [k for k in list_edits(connection, article_id) if (k.undone_at is None) == undone]
        mark_undone(connection, article_id, [k.edit.id for k in kept], now() if undone else None)
        now_kept = list_edits(connection, article_id)
    _tell(kept, now_kept, details)
    return len(kept)


def _tell(turned: list[Kept], kept: list[Kept], details: Changed | None) -> None:
    """Have the article's details set as the edits say now: by the last in effect of a field, else as at first."""
    for what in dict.fromkeys(k.edit.what for k in turned if k.edit.what.startswith("article/")):
        mine = [k for k in kept if k.edit.what == what]
        last = latest(in_effect(mine), what)
        raw = last.after if last is not None else mine[0].edit.before
        if details is not None:
            details({what.partition("/")[2]: msgspec.json.decode(raw)})
