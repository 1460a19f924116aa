"""Readers' corrections of an article: made, undone, done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from components.domain.article import tidy_detail
from components.domain.correction_checks import decode_value, is_readable
from components.domain.correction_replay import apply_edit, apply_edits, latest_edit, value_of
from components.domain.errors import Clash, NotFound, Refused
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Record, UnsureTone, unsure_of
from components.services.correction_storage import keep_edits, new_edit, turn_edits
from components.store import article_queries
from components.store.correction_queries import (
    StoredEdit,
    add_edits,
    all_edits,
    edits_in_effect,
    list_edits,
)
from components.store.database import Store

Changed = Callable[[Mapping[str, str | None]], object]


def correct(
    store: Store, article_id: str, what: str, after: Any, *, by: str, seen: str | None = None, sure: bool = False
) -> Correction:
    """Keep an edit.

    ``seen`` is the id of the edit of the same field that the reader saw (None: none). Where another one was made
    since, raises Clash with it, unless ``sure``. Raises NotFound, Refused where it fits nothing.
    """

    def make(record: Record, stored: list[StoredEdit]) -> list[Correction]:
        effective = edits_in_effect(stored)
        other = latest_edit(effective, what)
        if other is not None and other.id != seen and not sure:
            raise Clash(other)
        current = apply_edits(record, effective)
        try:
            edit = new_edit(what, value_of(current, what), after, by)
            apply_edit(current, edit)
        except NoLongerFits as error:
            raise Refused(f"This can't be corrected so: {error}. Nothing was changed.") from error
        return [edit]

    return keep_edits(store, article_id, make)[0]


def note_details(store: Store, article_id: str, before: Mapping[str, Any], after: Mapping[str, Any], by: str) -> None:
    """Keep what a reader changed in the article's details, so that it can be seen and undone."""
    changed = {field: value for field, value in after.items() if value != before.get(field)}
    edits = [new_edit(f"article/{field}", before.get(field), value, by) for field, value in changed.items()]
    with store.writing() as connection:
        add_edits(connection, article_id, edits)


def history(store: Store, article_id: str) -> list[StoredEdit]:
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


def correction_counts(store: Store) -> list[tuple[str, int, int]]:
    """How often readers corrected what: (things and field, edits in effect, of how many such things in the library)."""
    with store.reading() as connection:
        counts: Counter[tuple[str, str]] = Counter()
        for _, what, effective in all_edits(connection):
            things, _, rest = what.partition("/")
            if things == "marks":  # what was found right is no correction
                continue
            counts[things, rest.rpartition("/")[2]] += effective
        totals: Counter[str] = Counter()
        for one in article_queries.list_articles(connection):
            record = article_queries.get_record(connection, one.id)
            totals["article"] += 1
            if record is not None:
                totals["actors"] += len(record.actors)
                totals["mentions"] += sum(len(a.mentions) for a in record.actors)
                totals["quotes"] += len(record.quotes)
                totals["events"] += len(record.events)
                totals["tones"] += len(record.tones) + len(unsure_of(record, UnsureTone))
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    return [(f"{things} {field}", n, totals[things]) for (things, field), n in ranked]


def _mark(store: Store, article_id: str, edit_id: str | None, *, undone: bool, details: Changed | None) -> None:
    def choose(stored: list[StoredEdit]) -> list[StoredEdit]:
        turnable = [k for k in stored if (k.undone_at is None) == undone and edit_id in (None, k.edit.id)]
        if not turnable:
            raise NotFound("There is nothing to undo." if undone else "There is nothing to do again.")
        return [turnable[-1] if undone else max(turnable, key=lambda k: (k.undone_at or "", -k.seq))]

    (one,) = turn_edits(store, article_id, choose, undone=undone)
    _tell(store, article_id, [one.what], details)


def _mark_all(store: Store, article_id: str, *, undone: bool, details: Changed | None) -> int:
    def choose(stored: list[StoredEdit]) -> list[StoredEdit]:
        # What says that a mark is right is no correction.
        return [k for k in stored if (k.undone_at is None) == undone and not k.edit.what.startswith("marks/")]

    count = len(turn_edits(store, article_id, choose, undone=undone))
    _tell(store, article_id, None, details)
    return count


def _tell(store: Store, article_id: str, turned: Sequence[str] | None, details: Changed | None) -> None:
    """Have the article's details set as the edits say now: by the last in effect of a field, else as at first.

    ``turned`` is what was undone or done again (None: all). What can't be read says nothing: an article keeps the
    detail that only such edits are of.
    """
    if details is None:
        return
    stored = history(store, article_id)
    paths = dict.fromkeys(k.edit.what for k in stored) if turned is None else turned
    for what in (w for w in paths if w.startswith("article/")):
        mine = [k for k in stored if k.edit.what == what]
        effective = [k.edit for k in mine if k.undone_at is None and is_readable(k.edit)]
        field = what.partition("/")[2]
        values = [decode_value(effective[-1])] if effective else _at_first(field, [k.edit for k in mine])
        if values:
            details({field: values[0]})


def _at_first(field: str, edits: Sequence[Correction]) -> list[str | None]:
    """What a detail was before the first of the edits that says so; empty where none does."""
    for edit in edits:
        try:
            return [tidy_detail(field, msgspec.json.decode(edit.before))]
        except ValueError:
            continue
    return []
