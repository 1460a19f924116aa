"""Readers' corrections of an article: made, undone, done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from components.domain.article import Article, tidy_detail
from components.domain.correction_checks import decode_value, is_readable
from components.domain.correction_replay import apply_edit, apply_edits, latest_edit, value_of
from components.domain.errors import Clash, NotFound, Refused
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Record, UnsureTone, unsure_of
from components.services.correction_storage import Also, keep_edits, new_edit, turn_edits
from components.services.library import edit_details
from components.store import article_queries
from components.store.correction_queries import (
    StoredEdit,
    add_edits,
    all_edits,
    edits_in_effect,
    list_edits,
)
from components.store.database import Store

Changed = Callable[[Any, Mapping[str, str | None]], object]  # with the connection that what is told is written with


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
        return [_made(apply_edits(record, effective), what, after, by)]

    return keep_edits(store, article_id, make)[0]


def correct_all(
    store: Store, article_id: str, changes: Sequence[tuple[str, Any, str | None]], *, by: str
) -> list[tuple[str, Any, Correction]]:
    """Keep several edits (what, after, the edit of it that the reader saw), all of them or none.

    Those of a field of which another edit was made since are left out and come back with that one. Raises NotFound,
    Refused where one fits nothing.
    """
    clashes: list[tuple[str, Any, Correction]] = []

    def make(record: Record, stored: list[StoredEdit]) -> list[Correction]:
        effective = edits_in_effect(stored)
        clashes.clear()
        new: list[Correction] = []
        for what, after, seen in changes:
            other = latest_edit(effective, what)
            if other is not None and other.id != seen:
                clashes.append((what, after, other))
            else:
                new.append(_made(apply_edits(record, [*effective, *new]), what, after, by))
        return new

    keep_edits(store, article_id, make)
    return clashes


def _made(current: Record, what: str, after: Any, by: str) -> Correction:
    """A new edit of a record as it is now; raises Refused where it fits nothing."""
    try:
        edit = new_edit(what, value_of(current, what), after, by)
        apply_edit(current, edit)
    except NoLongerFits as error:
        raise Refused(f"This can't be corrected so: {error}. Nothing was changed.") from error
    return edit


def correct_details(store: Store, article_id: str, changed: Mapping[str, str | None], by: str) -> Article:
    """Change an article's details, with the edits by which that can be seen and undone: both are kept, or neither.

    Raises NotFound, ValueError.
    """
    with store.writing() as connection:
        before, after = edit_details(connection, article_id, changed)
        values = [(field, getattr(before, field), getattr(after, field)) for field in changed]
        edits = [new_edit(f"article/{field}", old, new, by) for field, old, new in values if old != new]
        add_edits(connection, article_id, edits)
    return after


def history(store: Store, article_id: str) -> list[StoredEdit]:
    """Every edit of an article in its order, undone ones too."""
    with store.reading() as connection:
        return list_edits(connection, article_id)


def undo(store: Store, article_id: str, edit_id: str | None = None, *, details: Changed | None = None) -> None:
    """Undo an edit, or the last one that is in effect; raises NotFound where there is none.

    ``details`` is called with the connection and what the article's own details have to be again.
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

    turn_edits(store, article_id, choose, undone=undone, also=_telling(article_id, details))


def _mark_all(store: Store, article_id: str, *, undone: bool, details: Changed | None) -> int:
    def choose(stored: list[StoredEdit]) -> list[StoredEdit]:
        # What says that a mark is right is no correction.
        return [k for k in stored if (k.undone_at is None) == undone and not k.edit.what.startswith("marks/")]

    return len(turn_edits(store, article_id, choose, undone=undone, also=_telling(article_id, details)))


def _telling(article_id: str, details: Changed | None) -> Also | None:
    """What has the article's details set as the edits say now, of what was undone or done again."""
    if details is None:
        return None
    return lambda connection, turned: _tell(connection, article_id, [edit.what for edit in turned], details)


def _tell(connection: Any, article_id: str, turned: Sequence[str], details: Changed) -> None:
    """Each by the last edit in effect of a field, else as at first.

    What can't be read says nothing: an article keeps the detail that only such edits are of.
    """
    stored = list_edits(connection, article_id)
    for what in dict.fromkeys(w for w in turned if w.startswith("article/")):
        mine = [k for k in stored if k.edit.what == what]
        effective = [k.edit for k in mine if k.undone_at is None and is_readable(k.edit)]
        field = what.partition("/")[2]
        values = [decode_value(effective[-1])] if effective else _at_first(field, [k.edit for k in mine])
        if values:
            details(connection, {field: values[0]})


def _at_first(field: str, edits: Sequence[Correction]) -> list[str | None]:
    """What a detail was before the first of the edits that says so; empty where none does."""
    for edit in edits:
        try:
            return [tidy_detail(field, msgspec.json.decode(edit.before))]
        except ValueError:
            continue
    return []
