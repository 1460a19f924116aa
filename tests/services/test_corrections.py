"""Corrections: kept, clashing, undone, done again, outliving a new reading, taken along and brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from components.domain.article import make_article
from components.domain.clickable_marks import tone_id
from components.domain.correction_replay import apply_edits, edit_path, is_by_reader
from components.domain.correction_values import Days
from components.domain.errors import Clash, NotFound, Refused
from components.domain.record import Record, Tone
from components.services import corrections, corrections_import_export
from components.services.library import Library, edit_details
from components.store import article_queries
from components.store.correction_queries import edits_in_effect, edits_version, list_edits
from components.store.database import Store
from tests.databases import sqlite_url
from tests.specimen import TEXT, specimen

ID = specimen().id
EVENT = next(e for e in specimen().events if not e.earliest and not e.latest)
WHAT = edit_path("events", EVENT.id, "date")
UNSURE = edit_path("tones", tone_id(specimen().unsure[0]), "label")


@pytest.fixture
def store(library_url: str) -> Store:
    return filled(library_url)


def filled(url: str) -> Store:
    made = Store(url)
    with made.writing() as connection:
        article_queries.add_article(connection, make_article(TEXT), "2026-01-01")
        article_queries.put_record(connection, specimen(), "v1", "2026-01-01")
    return made


def opened(store: Store) -> Record:
    with store.reading() as connection:
        record = article_queries.get_record(connection, ID)
        assert record is not None
        return apply_edits(record, edits_in_effect(list_edits(connection, ID)))


def test_a_date_holds_and_names_who_set_it(store: Store) -> None:
    corrections.correct(store, ID, WHAT, Days("2026-02-01", "2026-02-01"), by="Ida")
    record = opened(store)
    event = next(e for e in record.events if e.id == EVENT.id)
    assert (event.earliest, event.latest, event.precision) == ("2026-02-01", "2026-02-01", "day")
    assert is_by_reader(record, event) and event.rule.startswith("the date was set by a reader")
    (edit,) = record.corrections
    assert (edit.by, edit.what, edit.fits) == ("Ida", WHAT, True)
    assert msgspec.json.decode(edit.before) == {"earliest": None, "latest": None}


def test_it_outlives_a_new_reading_and_is_listed_where_it_no_longer_fits(store: Store) -> None:
    corrections.correct(store, ID, WHAT, Days("2026-02-01", "2026-02-01"), by="Ida")
    with store.writing() as connection:
        article_queries.put_record(connection, specimen(), "v2", "2026-02-01")
    assert any(e.earliest == "2026-02-01" for e in opened(store).events)
    without = msgspec.structs.replace(specimen(), events=tuple(e for e in specimen().events if e.id != EVENT.id))
    with store.writing() as connection:
        article_queries.put_record(connection, without, "v3", "2026-02-02")
    assert [c.fits for c in opened(store).corrections] == [False]


def test_undo_and_redo_one_at_a_time_and_all(store: Store) -> None:
    actor = specimen().actors[0].id
    first = corrections.correct(store, ID, edit_path("actors", actor, "name"), "One", by="Ida")
    corrections.correct(store, ID, edit_path("actors", actor, "role"), "mayor of all", by="Ida")

    def now() -> tuple[str, str | None]:
        found = opened(store).actors[0]
        return found.name, found.role

    assert now() == ("One", "mayor of all")
    corrections.undo(store, ID)
    assert now() == ("One", specimen().actors[0].role)
    corrections.redo(store, ID)
    assert now() == ("One", "mayor of all")
    corrections.undo(store, ID, first.id)
    assert now() == (specimen().actors[0].name, "mayor of all")
    assert corrections.undo_all(store, ID) == 1
    assert msgspec.json.encode(opened(store)) == msgspec.json.encode(specimen())
    assert corrections.redo_all(store, ID) == 2 and now() == ("One", "mayor of all")
    corrections.undo_all(store, ID)
    with pytest.raises(NotFound, match="nothing to undo"):
        corrections.undo(store, ID)


def test_an_unsure_attitude_is_told_once_a_reader_says_what_it_is_and_unsure_again_when_undone(store: Store) -> None:
    edit = corrections.correct(store, ID, UNSURE, "positive", by="Ida")
    assert msgspec.json.decode(edit.before) == "positive", "that it is as the machine took it is a correction, too"
    record, machine = opened(store), specimen()
    assert record.unsure == () and record.tones[:-1] == machine.tones
    new, old = record.tones[-1], machine.unsure[0]
    assert type(new) is Tone and (new.label, new.confidence, new.rule) == ("positive", 1.0, "set by a reader")
    assert all(
        getattr(new, name) == getattr(old, name) for name in ("start", "end", "voice", "target", "holder", "cue")
    )
    again = corrections.correct(store, ID, UNSURE, "negative", by="Ida", seen=edit.id)
    assert msgspec.json.decode(again.before) == "positive" and opened(store).tones[-1].label == "negative"
    corrections.undo(store, ID)
    assert opened(store).tones == record.tones
    corrections.undo(store, ID)
    assert opened(store) == machine
    corrections.redo(store, ID)
    assert opened(store).tones == record.tones and opened(store).unsure == ()


def test_two_who_correct_the_same_are_both_told_and_nothing_is_lost(store: Store) -> None:
    what = edit_path("actors", specimen().actors[0].id, "name")
    first = corrections.correct(store, ID, what, "One", by="Ida")
    with pytest.raises(Clash) as caught:
        corrections.correct(store, ID, what, "Two", by="Tom", seen=None)
    assert caught.value.other.by == "Ida" and opened(store).actors[0].name == "One"
    corrections.correct(store, ID, what, "Two", by="Tom", seen=first.id)
    assert opened(store).actors[0].name == "Two"
    with pytest.raises(Clash):
        corrections.correct(store, ID, what, "Three", by="Ida", seen=first.id)
    corrections.correct(store, ID, what, "Three", by="Ida", seen=first.id, sure=True)
    assert [k.edit.by for k in corrections.history(store, ID)] == ["Ida", "Tom", "Ida"]
    # Different fields don't clash.
    corrections.correct(store, ID, edit_path("actors", specimen().actors[0].id, "role"), "x", by="Tom")


def test_the_version_changes_with_every_correction_undo_and_redo(store: Store) -> None:
    seen = set()

    def look() -> None:
        with store.reading() as connection:
            seen.add(edits_version(connection, ID))

    look()
    corrections.correct(store, ID, WHAT, Days("2026-02-01", None), by="Ida")
    look()
    corrections.undo(store, ID)
    look()
    corrections.redo(store, ID)
    corrections.correct(store, ID, edit_path("events", EVENT.id, "status"), "planned", by="Ida")
    look()
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("events/e-none/status", "planned"),
        (edit_path("events", EVENT.id, "status"), "nonsense"),
        (edit_path("events", EVENT.id, "colour"), "red"),
        ("nonsense", 1),
        ("quotes/new/added", {"content": [[5, 1]], "kind": "direct"}),
        ("quotes/new/added", {"content": [[0, 10**9]]}),
        ("mentions/0-1/actor", "x"),
        (edit_path("actors", specimen().actors[0].id, "into"), specimen().actors[0].id),
        (edit_path("actors", specimen().actors[0].id, "name"), "  "),
    ],
)
def test_what_fits_nothing_is_refused_and_changes_nothing(store: Store, what: str, after: object) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        corrections.correct(store, ID, what, after, by="Ida")
    assert corrections.history(store, ID) == []


def test_an_article_that_is_gone_or_not_read_says_so(store: Store) -> None:
    with pytest.raises(NotFound):
        corrections.correct(store, "0" * 16, WHAT, Days(), by="Ida")


def test_corrections_are_taken_to_another_library(store: Store, tmp_path: Path) -> None:
    corrections.correct(store, ID, WHAT, Days("2026-02-01", "2026-02-01"), by="Ida")
    corrections.correct(store, ID, edit_path("actors", specimen().actors[0].id, "kind"), "group", by="Tom")
    corrections.undo(store, ID)
    file = corrections_import_export.correction_file(store, ID, "Bridge")
    other = filled(sqlite_url(tmp_path / "other.sqlite3"))
    assert corrections_import_export.import_corrections(other, ID, file) == (1, 0)
    mine, theirs = opened(store).corrections[0], opened(other).corrections[0]
    assert (theirs.what, theirs.at, theirs.after, theirs.by) == (mine.what, mine.at, mine.after, "Ida (from a file)")
    assert corrections_import_export.import_corrections(other, ID, file) == (0, 0)
    for bad in (b"", b"[]", b'{"schema":"x","article":"","title":"","corrections":[]}', b"\xff"):
        with pytest.raises(Refused, match="no file of corrections"):
            corrections_import_export.import_corrections(other, ID, bad)


def test_how_often_readers_corrected_what(store: Store) -> None:
    corrections.correct(store, ID, WHAT, Days("2026-02-01", None), by="Ida")
    corrections.correct(store, ID, edit_path("actors", specimen().actors[0].id, "name"), "x", by="Ida")
    corrections.undo(store, ID)
    assert corrections.correction_counts(store) == [
        ("events date", 1, len(specimen().events)),
        ("actors name", 0, len(specimen().actors)),
    ]


def test_an_old_librarys_corrections_are_brought_over(library_url: str) -> None:
    import alembic.command
    import alembic.config
    import sqlalchemy as sa

    from components.store.revisions import MIGRATIONS

    engine = sa.create_engine(library_url.replace("postgresql:", "postgresql+psycopg:"))
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "0004")
        connection.execute(
            sa.text(
                "INSERT INTO articles (id, text, title, language, words, added_at) "
                "VALUES (:i, 'x', 'x', 'en', 1, '2026')"
            ),
            {"i": ID},
        )
        connection.execute(
            sa.text(
                'INSERT INTO corrections (article_id, what, id, at, "by", after) '
                "VALUES (:i, :w, 'c1', '2026-01-01', 'owner', :a)"
            ),
            {"i": ID, "w": WHAT, "a": b'{"earliest":"2026-02-01","latest":null}'},
        )
    engine.dispose()
    store = Store(library_url)
    (kept,) = corrections.history(store, ID)
    assert (kept.edit.what, kept.edit.by, kept.undone_at) == (WHAT, "owner", None)


@pytest.mark.parametrize(
    ("what", "after", "at"),
    [
        (WHAT, {"earliest": "garbage", "latest": None}, "2026-01-01T10:00:00+00:00"),
        ("quotes/z/added", {"content": 5}, "2026-01-01T10:00:00+00:00"),
        ("quotes/q-serve/kind", [], "2026-01-01T10:00:00+00:00"),
        ("actors/ida-berg/name", "x", "nope"),
        ("nonsense", "x", "2026-01-01T10:00:00+00:00"),
    ],
)
def test_a_file_of_other_shapes_is_refused_whole(store: Store, what: str, after: object, at: str) -> None:
    bad = {"id": "x", "at": at, "by": "owner", "what": what, "before": None, "after": after}
    good = {"id": "y", "at": "2026-01-01T10:00:00+00:00", "by": "Ida", "what": "actors/ida-berg/name", "after": "Ida"}
    file = {"schema": corrections_import_export.SCHEMA, "article": ID, "title": "", "corrections": [good, bad]}
    with pytest.raises(Refused, match="Nothing was changed"):
        corrections_import_export.import_corrections(store, ID, msgspec.json.encode(file))
    assert corrections.history(store, ID) == []


def test_a_file_whose_ids_are_taken_gets_others(store: Store) -> None:
    made = corrections.correct(store, ID, WHAT, Days("2026-02-01", None), by="Ida")
    twice = {"at": "2026-01-01T10:00:00+00:00", "by": "Ida", "after": "x"}
    rows = [
        twice | {"id": made.id, "what": "actors/ida-berg/name"},
        twice | {"id": made.id, "what": "actors/ida-berg/role"},
    ]
    file = {"schema": corrections_import_export.SCHEMA, "article": ID, "title": "", "corrections": rows}
    assert corrections_import_export.import_corrections(store, ID, msgspec.json.encode(file)) == (2, 0)
    assert len({k.edit.id for k in corrections.history(store, ID)}) == 3


def test_details_undone_in_any_order_are_as_the_edits_say(store: Store) -> None:
    library = Library(store)
    library.edit(ID, title="A")
    for title in ("B", "C"):
        corrections.correct_details(store, ID, {"title": title}, "Ida")
    first, second = (k.edit.id for k in corrections.history(store, ID))
    corrections.undo(store, ID, first, details=details)
    assert library.article(ID).title == "C"
    corrections.undo(store, ID, second, details=details)
    assert library.article(ID).title == "A"
    corrections.redo(store, ID, first, details=details)
    assert library.article(ID).title == "B"


def details(connection: Any, changed: Any) -> None:
    edit_details(connection, ID, changed)


class Stopped(Exception):
    """The server ends here."""


def stop(*_: Any) -> None:
    raise Stopped


def test_details_and_the_edits_that_say_so_are_kept_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(store)
    library.edit(ID, title="A")
    with monkeypatch.context() as at_the_end:
        at_the_end.setattr(corrections, "add_edits", stop)
        with pytest.raises(Stopped):
            corrections.correct_details(store, ID, {"title": "B"}, "Ida")
    assert library.article(ID).title == "A"
    corrections.correct_details(store, ID, {"title": "B"}, "Ida")
    for turn in (corrections.undo, corrections.undo_all):
        with pytest.raises(Stopped):
            turn(store, ID, details=stop)
        assert library.article(ID).title == "B" and corrections.history(store, ID)[0].undone_at is None


def test_what_a_form_changed_is_kept_as_a_whole(store: Store) -> None:
    kind, status = edit_path("quotes", "q-serve", "kind"), edit_path("events", "e-lower", "status")
    with pytest.raises(Refused):
        corrections.correct_all(store, ID, [(kind, "mixed", None), (status, "no status", None)], by="Ida")
    assert corrections.history(store, ID) == []
    assert corrections.correct_all(store, ID, [(kind, "mixed", None), (status, "planned", None)], by="Ida") == []
    first, second = (k.edit for k in corrections.history(store, ID))
    assert (first.what, second.what) == (kind, status)
    # Of what another one corrected since, that correction comes back; the rest is kept.
    changes = [(kind, "direct", None), (status, "denied", second.id)]
    assert corrections.correct_all(store, ID, changes, by="Tom") == [(kind, "direct", first)]
    assert [(k.edit.what, k.edit.by) for k in corrections.history(store, ID)[2:]] == [(status, "Tom")]


def test_items_are_counted_over_every_article_of_the_library(store: Store) -> None:
    second = make_article("Another text altogether, of the same kind.")
    twin = msgspec.structs.replace(specimen(), id=second.id, text=second.text)
    with store.writing() as connection:
        article_queries.add_article(connection, second, "2026-01-01")
        article_queries.put_record(connection, twin, "v", "2026-01-01")
    for identity in (ID, second.id):
        corrections.correct(store, identity, edit_path("events", "e-lower", "status"), "planned", by="Ida")
    corrections.correct(store, ID, edit_path("mentions", "35-43", "actor"), None, by="Ida")
    corrections.correct(store, ID, edit_path("quotes", "q-serve", "kind"), "mixed", by="Ida")
    corrections.correct_details(store, ID, {"outlet": "Post"}, "Ida")
    corrections.correct(store, ID, UNSURE, "positive", by="Ida")
    tones = len(specimen().tones) + len(specimen().unsure)
    mentions = sum(len(a.mentions) for a in specimen().actors)
    assert corrections.correction_counts(store) == [
        ("events status", 2, 2 * len(specimen().events)), ("article outlet", 1, 2),
        ("mentions actor", 1, 2 * mentions), ("quotes kind", 1, 2 * len(specimen().quotes)),
        ("tones label", 1, 2 * tones),
    ]  # fmt: skip


def test_the_edit_that_is_named_is_done_again_and_no_other(store: Store) -> None:
    first = corrections.correct(store, ID, edit_path("events", "e-lower", "status"), "planned", by="Ida")
    second = corrections.correct(store, ID, edit_path("quotes", "q-serve", "kind"), "mixed", by="Ida")
    corrections.undo_all(store, ID)
    corrections.redo(store, ID, first.id)
    assert [k.undone_at is None for k in corrections.history(store, ID)] == [True, False]
    with pytest.raises(NotFound):
        corrections.redo(store, ID, first.id)
    corrections.redo(store, ID, second.id)
    corrections.undo(store, ID, first.id)
    assert [k.undone_at is None for k in corrections.history(store, ID)] == [False, True]
