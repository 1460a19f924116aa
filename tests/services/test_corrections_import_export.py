"""Files of corrections: all or nothing, within their limits, checked as if made by hand and while nobody waits."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from components.domain.correction_replay import apply_edits, edit_path
from components.domain.correction_values import ARTICLE_EDITS, FILE_BYTES, FILE_EDITS
from components.domain.errors import NotFound, Refused
from components.domain.record import Correction
from components.services import correction_storage, corrections, corrections_import_export
from components.services.clock import now
from components.services.corrections_import_export import SCHEMA, import_corrections
from components.store import article_queries
from components.store.correction_queries import add_edits, edits_in_effect, list_edits
from components.store.database import Store
from tests.databases import SQLITE_ALONE, sqlite_url
from tests.odd_edits import store_odd
from tests.services.test_corrections import ID, filled, opened
from tests.specimen import specimen

NAME = "actors/ida-berg/name"
AT = "2026-01-01T10:00:00+00:00"


@pytest.fixture
def store(library_url: str) -> Store:
    return filled(library_url)


def row(what: str = NAME, after: Any = "Ida", **known: Any) -> dict[str, Any]:
    return {"id": "x", "at": AT, "by": "Ida", "what": what, "before": None, "after": after} | known


def file(*rows: dict[str, Any]) -> bytes:
    return msgspec.json.encode({"schema": SCHEMA, "article": ID, "title": "", "corrections": rows})


@pytest.mark.parametrize(
    "bad",
    [
        row(at="9999-12-31T23:59:59-12:00"), row(at="2026-01-01"), row(at="2019-01-01T00:00:00+00:00"),
        row(after=""), row(after=None), row(NAME + "/x"), row("actors/ida-berg/colour", "red"),
        row("actors/ida-berg/into", "ida-berg"), row("quotes/q-serve/content", [[5, 1]]),
        row("events/e-open/date", {"earliest": "20260101"}), row(before={"x": 1}), row("events/e-open/removed", False),
        {"id": "x"}, row(by=5), row(what=None), row(at=None),
    ],
)  # fmt: skip
def test_one_that_nobody_could_have_made_refuses_the_whole_file(store: Store, bad: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        import_corrections(store, ID, file(row(), bad))
    assert corrections.history(store, ID) == []


def test_one_whose_item_is_gone_is_brought_in_and_counted(store: Store) -> None:
    rows = [row(), row("actors/nobody/name", "x"), row("quotes/q-serve/content", [[90_000, 90_005]])]
    assert import_corrections(store, ID, file(*rows)) == (3, 2)
    assert [c.fits for c in opened(store).corrections] == [True, False, False]


def test_it_is_kept_as_what_is_made_by_hand(store: Store) -> None:
    rows = [row(after="A\nB\u202e", by="Tom\r\n" + "x" * 500, at="2026-01-01T10:00+02:00", id="\r\nX" * 50)]
    assert import_corrections(store, ID, file(*rows)) == (1, 0)
    (kept,) = corrections.history(store, ID)
    by_hand = corrections.correct(store, ID, "actors/ida-berg/role", "A\nB\u202e", by="Ida")
    assert bytes(kept.edit.after) == bytes(by_hand.after) == b'"A B"'
    assert kept.edit.at == "2026-01-01T08:00:00.000000+00:00" and len(kept.edit.at) == len(by_hand.at)
    assert kept.edit.by.startswith("Tom xxx") and kept.edit.by.endswith(" (from a file)") and len(kept.edit.by) == 80
    assert re.fullmatch("[0-9a-f]{12}", kept.edit.id) and len(by_hand.id) == 12


def test_the_same_twice_is_brought_in_once_however_it_is_written(store: Store) -> None:
    assert import_corrections(store, ID, file(row(), row())) == (1, 0)
    assert import_corrections(store, ID, file(row(at="2026-01-01T12:00:00+02:00", id="y", after=" Ida "))) == (0, 0)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections_import_export.msgspec.json, "decode", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(Refused, match=r"has 1\.0 MB; a file of corrections has at most 1 MB"):
        import_corrections(store, ID, b"{" * (FILE_BYTES + 1))


def test_a_file_of_too_many_is_refused(store: Store) -> None:
    rows = [row(after=f"N{n}") for n in range(FILE_EDITS + 1)]
    with pytest.raises(Refused, match="2,001 corrections; at most 2,000"):
        import_corrections(store, ID, file(*rows))
    assert import_corrections(store, ID, file(*rows[1:])) == (FILE_EDITS, 0)


@pytest.mark.parametrize("data", [b"[" * 500_000, b'{"schema":' * 50_000, b"\xff" * 99, b'{"schema":"\\ud800"}', b"{}"])
def test_what_is_no_file_of_corrections_is_refused(store: Store, data: bytes) -> None:
    with pytest.raises(Refused, match="no file of corrections"):
        import_corrections(store, ID, data)


def test_nobody_waits_while_a_file_is_checked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another article's correction is kept while this one's file is looked at."""
    looked: list[bool] = []

    def replay(*given: Any) -> Any:
        written = threading.Event()

        def write() -> None:
            with store.writing():
                written.set()

        threading.Thread(target=write, daemon=True).start()
        looked.append(written.wait(5))
        return apply_edits(*given)

    monkeypatch.setattr(corrections_import_export, "apply_edits", replay)
    assert import_corrections(store, ID, file(row())) == (1, 0)
    monkeypatch.setattr(corrections, "apply_edits", replay)
    corrections.correct(store, ID, "actors/ida-berg/role", "x", by="Ida")
    assert looked == [True, True]


def test_what_changed_meanwhile_is_looked_at_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def replay(*given: Any) -> Any:
        calls.append(len(given[1]))
        if len(calls) == 1:  # somebody brings in the same
            assert import_corrections(store, ID, file(row(), row(after="Other"))) == (2, 0)
        return apply_edits(*given)

    monkeypatch.setattr(corrections_import_export, "apply_edits", replay)
    assert import_corrections(store, ID, file(row(), row("actors/gone/name", "x"))) == (1, 1)
    assert calls == [2, 2, 3]
    assert len(corrections.history(store, ID)) == 3

    def read_again(*given: Any) -> Any:
        if len(calls) == 3:
            calls.append(0)
            without = msgspec.structs.replace(specimen(), actors=(), quotes=(), events=(), tones=(), relations=())
            with store.writing() as connection:
                article_queries.put_record(connection, without, "v2", now())
        return apply_edits(*given)

    monkeypatch.setattr(corrections_import_export, "apply_edits", read_again)
    assert import_corrections(store, ID, file(row("actors/ida-berg/role", "x"))) == (1, 4)


def test_others_who_never_stop_end_it_with_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def replay(*given: Any) -> Any:
        corrections.correct_details(store, ID, {"title": str(time.perf_counter())}, "Tom")
        return apply_edits(*given)

    monkeypatch.setattr(corrections_import_export, "apply_edits", replay)
    with pytest.raises(Refused, match="Others are correcting"):
        import_corrections(store, ID, file(row()))
    assert len(corrections.history(store, ID)) == correction_storage.TRIES


def test_an_article_that_is_deleted_meanwhile_keeps_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def replay(*given: Any) -> Any:
        with store.writing() as connection:
            article_queries.mark_deleted(connection, ID, now())
        return apply_edits(*given)

    monkeypatch.setattr(corrections_import_export, "apply_edits", replay)
    with pytest.raises(NotFound):
        import_corrections(store, ID, file(row()))
    assert corrections.history(store, ID) == []


@SQLITE_ALONE  # the limit is ours
def test_an_article_has_so_many_corrections_and_no_more(store: Store) -> None:
    edits = [
        Correction(id=f"e{n}", at=AT, by="x", what=edit_path("actors", "ida-berg", "name"), after=msgspec.Raw(b'"x"'))
        for n in range(ARTICLE_EDITS - 1)
    ]
    with store.writing() as connection:
        add_edits(connection, ID, edits)
    with pytest.raises(Refused, match="An article can have 10,000 corrections"):
        import_corrections(store, ID, file(row(), row(after="y")))
    assert import_corrections(store, ID, file(row())) == (1, 0)
    with pytest.raises(Refused, match="An article can have 10,000 corrections"):
        corrections.correct(store, ID, "actors/ida-berg/role", "x", by="Ida")
    with pytest.raises(Refused, match="An article can have 10,000 corrections"):
        correction_storage.need_room(store, ID)
    # What is there can still be undone and done again.
    assert corrections.undo_all(store, ID) == ARTICLE_EDITS and opened(store).actors == specimen().actors
    assert corrections.redo_all(store, ID) == ARTICLE_EDITS


def test_what_is_taken_away_can_be_brought_in(store: Store, tmp_path: Path) -> None:
    store_odd(store, ID)
    corrections.correct(store, ID, "actors/ida-berg/role", "mayor of all", by="Ida", sure=True)
    taken = corrections_import_export.correction_file(store, ID, "Odd\r\n“title”")
    other = filled(sqlite_url(tmp_path / "other.sqlite3"))
    new, _ = import_corrections(other, ID, taken)
    assert 0 < new < len(corrections.history(store, ID))
    assert opened(other).actors[0].role == "mayor of all"
    with other.reading() as connection:
        assert len(edits_in_effect(list_edits(connection, ID))) == new
