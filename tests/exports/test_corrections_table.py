"""Corrections in words: of what, from what, to what."""

from __future__ import annotations

import msgspec
import pytest

from components.domain.record import Correction
from components.exports.corrections_table import edit_words, edits_table, value_words
from tests.specimen import span, specimen

RECORD = specimen()


def raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def edit(what: str, after: object, before: object = None) -> Correction:
    return Correction(id="c", at="2026-03-04T09:30:00+00:00", by="Ann", what=what, before=raw(before), after=raw(after))


def dates(earliest: str | None, latest: str | None) -> dict[str, str | None]:
    return {"earliest": earliest, "latest": latest}


GRANDCHILDREN = list(span("grandchildren"))


@pytest.mark.parametrize(("what", "before", "after", "words"), [
    ("actors/ida-berg/name", "Ida Berg", "Ida Bergh", "actor “Ida Berg”, name: Ida Berg → Ida Bergh"),
    ("actors/ida-berg/kind", "person", "organisation", "actor “Ida Berg”, kind: person → organisation"),
    ("actors/ida-berg/kind", "person", "place", "actor “Ida Berg”, kind: person → country or place"),
    ("actors/ida-berg/role", None, "Mayor of Arden", "actor “Ida Berg”, role: Mayor of Arden"),
    ("actors/ida-berg/into", None, "drivers-union", "actor “Ida Berg”, merged: Drivers’ Union"),
    ("actors/ida-berg/removed", "Ida Berg", True, "actor “Ida Berg”, removed"),
    ("actors/tom-gone/role", None, "Clerk", "actor “Tom Gone”, role: Clerk"),
    ("actors/r-pact/added", None, {"name": "The pact", "kind": "group", "mentions": [[0, 5], [6, 9]]},
     "actor “The pact”, added: The pact, 2 mentions"),
    ("actors/ida-berg/split", None, {"name": "Tom Berg", "kind": "person", "mentions": [[216, 220]]},
     "actor “Ida Berg”, split in two: Tom Berg, 1 mention"),
    ("mentions/161-163/actor", "drivers-union", "ida-berg", "mention “It”, whose it is: Drivers’ Union → Ida Berg"),
    ("mentions/161-163/actor", "drivers-union", None, "mention “It”, whose it is: Drivers’ Union → nothing"),
    ("quotes/q-serve/speaker", "ida-berg", "drivers-union",
     "quote “It will serve our grandchildren,”, who spoke: Ida Berg → Drivers’ Union"),
    ("quotes/q-serve/source_type", "named", "anonymous",
     "quote “It will serve our grandchildren,”, kind of source: named → unnamed source"),
    ("quotes/q-serve/content", None, [GRANDCHILDREN],
     "quote “It will serve our grandchildren,”, words: “grandchildren”"),
    ("quotes/q-serve/kind", "direct", "mixed",
     "quote “It will serve our grandchildren,”, kind: full quote → partial quote"),
    ("events/e-open/status", "happened", "planned",
     "event “Berg opened the new bridge”, status: Happened → Planned"),
    ("events/e-open/actors", ["ida-berg"], ["drivers-union", "ida-berg"],
     "event “Berg opened the new bridge”, who takes part: Ida Berg → Drivers’ Union, Ida Berg"),
    ("events/e-open/actors", ["ida-berg"], [], "event “Berg opened the new bridge”, who takes part: Ida Berg → nobody"),
    ("events/e-open/date", dates("2026-03-02", "2026-03-02"), dates("2026-03-01", "2026-03-01"),
     "event “Berg opened the new bridge”, date: 2 March 2026 → 1 March 2026"),
    ("events/e-open/date", dates("2026-03-02", "2026-03-02"), dates("2026-03-01", None),
     "event “Berg opened the new bridge”, date: 2 March 2026 → 1 March 2026 to open"),
    ("events/e-open/date", dates("2026-03-02", "2026-03-02"), dates(None, "2026-03-01"),
     "event “Berg opened the new bridge”, date: 2 March 2026 → open to 1 March 2026"),
    ("events/e-open/date", dates("2026-03-02", "2026-03-02"), dates(None, None),
     "event “Berg opened the new bridge”, date: 2 March 2026 → no date"),
    ("events/r-e/added", None, {"start": 44, "end": 50, "summary": "opened it", **dates("2026-03-02", "2026-03-02")},
     "event “opened it”, added: “opened it”, 2 March 2026"),
    ("events/r-e/added", None, {"start": 44, "end": 50, "summary": "opened it", **dates(None, None)},
     "event “opened it”, added: “opened it”"),
    ("events/r-e/added", None, {"start": 44, "end": 50, "summary": "opened it", **dates("2026-03-02", None)},
     "event “opened it”, added: “opened it”, 2 March 2026 to open"),
    ("tones/t-123-writer-drivers-union/label", "negative", "positive",
     "attitude “The Drivers’ Union rejected the toll.”, how: against → for"),
    ("tones/t-123-writer-drivers-union/label", "negative", "neutral",
     "attitude “The Drivers’ Union rejected the toll.”, how: against → neutral"),
    ("tones/t-216-ida-berg-drivers-union/label", "positive", "negative",
     "attitude “Berg may lower the toll next year.”, how: for → against"),
    ("marks/q-serve/checked", "ab12", True, "quote “It will serve our grandchildren,”, checked as right"),
    ("marks/e-open/checked", "ab12", True, "event “Berg opened the new bridge”, checked as right"),
    ("marks/m-161-163/checked", "ab12", True, "mention “It”, checked as right"),
    ("marks/d-69-75/checked", "ab12", True, "date “Monday”, checked as right"),
    ("marks/t-123-writer-drivers-union/checked", "ab12", True,
     "attitude “The Drivers’ Union rejected the toll.”, checked as right"),
    ("marks/q-gone/checked", "ab12", True, "item, checked as right"),
    ("article/a/outlet", None, "Arden Post", "article, outlet: Arden Post"),
    ("article/a/genre", "news", "opinion", "article, kind of text: news → opinion"),
    ("nonsense", None, "x", "something unknown: x"),
])  # fmt: skip
def test_a_correction_in_a_line(what: str, before: object, after: object, words: str) -> None:
    assert edit_words(RECORD, edit(what, after, before)) == words


@pytest.mark.parametrize("after", [{"mentions": 3}, {"content": "x"}, [1, 2]])
def test_a_value_that_is_none_is_unreadable(after: object) -> None:
    assert value_words(RECORD, edit("actors/a/split", after)) == "unreadable"


def test_long_words_are_cut_at_sixty_signs() -> None:
    said = value_words(RECORD, edit("actors/ida-berg/role", "m" * 61))
    assert said == "m" * 59 + "…"
    assert value_words(RECORD, edit("actors/ida-berg/role", "m" * 60)) == "m" * 60


def test_the_table_has_who_when_and_whether_it_still_applies() -> None:
    one = edit("actors/ida-berg/name", "Ida Bergh", "Ida Berg")
    gone = msgspec.structs.replace(one, id="g", what="actors/gone/name", fits=False)
    broken = msgspec.structs.replace(one, id="b", after=raw(7), fits=False, at="yesterday")
    table = edits_table(msgspec.structs.replace(RECORD, corrections=(one, gone, broken)))
    assert table.drop(columns=["id", "What"]).to_numpy().tolist() == [
        ["Ida Berg", "Ida Bergh", "Ann", "2026-03-04T09:30", "yes"],
        ["Ida Berg", "Ida Bergh", "Ann", "2026-03-04T09:30", "no: what it is of is gone"],
        ["Ida Berg", "7", "Ann", "unknown", "no: it can’t be read"],
    ]
