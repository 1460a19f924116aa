"""What an edit may hold, whoever wrote it down: the same as one that is made by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.article import DETAILS, make_article, tidy_detail
from components.domain.correction_checks import check_edit, is_readable, known_time
from components.domain.correction_replay import apply_edits
from components.domain.correction_values import LONGEST_BY, LONGEST_NAME, LONGEST_SUMMARY, MOST_IDS, MOST_SPANS
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction
from components.domain.single_line_text import plain_line
from tests.specimen import specimen

NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
AT = "2026-03-01T10:00:00+00:00"
NAME = "actors/ida-berg/name"


def edit(what: str = NAME, after: Any = "Ida", **known: Any) -> Correction:
    given = {"id": "c1", "at": AT, "by": "Ida"} | known
    return Correction(what=what, after=msgspec.Raw(msgspec.json.encode(after)), **given)


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00.000000+00:00"),
        ("2026-03-01T10:00:00.5+02:00", "2026-03-01T08:00:00.500000+00:00"),
        ("2026-03-01T10:00Z", "2026-03-01T10:00:00.000000+00:00"),
        ("2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00.000000+00:00"),
        ("2026-03-04T11:59:59+00:00", "2026-03-04T11:59:59.000000+00:00"),
    ],
)
def test_a_time_is_kept_as_the_librarys_own_are(at: str, kept: str) -> None:
    assert check_edit(edit(at=at), NOW).at == kept


@pytest.mark.parametrize(
    "at",
    [
        "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "2026-03-01",
        "2026-03-01T10:00:00", "2019-12-31T23:59:59+00:00", "2020-01-01T00:00:00+01:00", "2026-03-04T12:00:01+00:00",
        "", "soon", "2026-03-01T10:00:00+99:00", "x" * 100_000,
    ],
)  # fmt: skip
def test_no_correction_is_made_at_another_time(at: str) -> None:
    with pytest.raises(NoLongerFits, match="no time at which"):
        check_edit(edit(at=at), NOW)


@pytest.mark.parametrize(
    ("what", "after"),
    [
        (NAME, ""), (NAME, " \u200b\n"), (NAME, None), (NAME, 5), (NAME, ["Ida"]),
        ("actors/ida-berg/kind", "robot"), ("actors/ida-berg/kind", None), ("actors/ida-berg/role", 7),
        ("actors/ida-berg/into", "ida-berg"), ("actors/ida-berg/into", None),
        ("actors/ida-berg/removed", False), ("actors/ida-berg/removed", "yes"),
        ("actors/ida-berg/split", {"name": "T", "kind": "person", "mentions": []}),
        ("actors/ida-berg/split", {"name": " ", "kind": "person", "mentions": [[0, 1]]}),
        ("actors/r-1/added", {"name": "T", "kind": "group", "mentions": [[5, 1]]}),
        ("actors/r-1/added", {"name": "T", "kind": "group", "mentions": [[-5, 1]]}),
        ("actors/r-1/added", {"name": "T", "kind": "group", "mentions": [[0, 9_999_999]]}),
        ("actors/r-1/added", {"name": "T", "kind": "group", "mentions": [[0, 10**30]]}),
        ("actors/r-1/added", {"name": "T", "kind": "group", "mentions": [[0, 1]] * (MOST_SPANS + 1)}),
        ("actors/1/added", {"name": "T", "kind": "group", "mentions": [[0, 1]]}),
        ("actors/r-1\r\n/added", {"name": "T", "kind": "group", "mentions": [[0, 1]]}),
        ("mentions/²-³/actor", None), ("mentions/1-99999999999999999999/actor", None), ("mentions/x/actor", None),
        ("mentions/1-5/actor", 5),
        ("quotes/q-serve/kind", "loud"), ("quotes/q-serve/source_type", "me"), ("quotes/q-serve/speaker", 1),
        ("quotes/q-serve/content", []), ("quotes/q-serve/content", [[5, 1]]), ("quotes/q-serve/content", [[1]]),
        ("quotes/q-serve/content", [[0, 1]] * (MOST_SPANS + 1)), ("quotes/r-1/added", {"content": []}),
        ("quotes/r-1/added", {"content": [[0, 5]], "kind": "loud"}),
        ("events/e-open/date", {"earliest": "20260101", "latest": None}),
        ("events/e-open/date", {"earliest": "2026-W01-1", "latest": None}),
        ("events/e-open/date", {"earliest": "2026-02-30", "latest": None}),
        ("events/e-open/date", {"earliest": "2026-02-03", "latest": "2026-02-01"}),
        ("events/e-open/date", {"earliest": "2026-02-03T10:00", "latest": None}),
        ("events/e-open/date", {"first": "2026-02-03"}), ("events/e-open/date", "2026-02-03"),
        ("events/e-open/status", "over"), ("events/e-open/actors", ["a"] * (MOST_IDS + 1)),
        ("events/e-open/actors", "ida-berg"),
        ("events/r-1/added", {"start": 5, "end": 1, "summary": "x"}),
        ("events/r-1/added", {"start": 0, "end": 5, "summary": "x", "earliest": "20260101"}),
        ("events/r-1/added", {"start": 0, "end": 5, "summary": "x", "earliest": "2026-02-01", "latest": "2026-01-01"}),
        ("tones/t-1-writer-all/label", "furious"),
        ("marks/q-serve/checked", False), ("marks/q-serve/checked", "yes"), ("marks/q-serve/checked", None),
        ("marks/q-serve/right", True), ("marks/q serve/checked", True), ("quotes/q-serve/checked", True),
        ("", "x"), ("nonsense", "x"), ("a/b/c", "x"), ("actors/ida-berg/colour", "red"), ("actors//name", "x"),
        ("actors/ida berg/name", "x"), ("actors/../name", {}), ("actors/" + "x" * 200 + "/name", "x"),
        ("article/text", "x"), ("article/date", "soon"), ("article/date", "20260101"), ("article/genre", "poem"),
        ("article/title", 5), ("article/title", ["x"]),
    ],
)  # fmt: skip
def test_what_nobody_could_have_made_by_hand_is_refused(what: str, after: Any) -> None:
    one = edit(what, after)
    with pytest.raises(NoLongerFits):
        check_edit(one, NOW)
    # It may be stored already: then it changes nothing.
    assert not is_readable(one)
    record = apply_edits(specimen(), [one])
    assert [c.fits for c in record.corrections] == [False]
    assert msgspec.structs.replace(record, corrections=()) == specimen()


@pytest.mark.parametrize(
    ("what", "before"),
    [
        (NAME, 5), (NAME, ["x"]), ("actors/ida-berg/kind", "robot"), ("actors/ida-berg/into", "x"),
        ("events/e-open/date", {"earliest": "soon"}), ("quotes/q-serve/content", "x"), ("quotes/q-serve/removed", 5),
        ("marks/q-serve/checked", 5), ("marks/q-serve/checked", ["x"]),
    ],
)  # fmt: skip
def test_what_was_before_is_checked_too(what: str, before: Any) -> None:
    values = {
        "name": "x",
        "kind": "group",
        "into": "y",
        "date": {},
        "content": [[0, 1]],
        "removed": True,
        "checked": True,
    }
    one = edit(what, values[what.rpartition("/")[2]], before=msgspec.Raw(msgspec.json.encode(before)))
    with pytest.raises(NoLongerFits):
        check_edit(one, NOW)


def test_words_are_put_on_one_line_and_cut() -> None:
    odd = "A\r\nB\u2028C\u202eD\x00E\u200b" + "x" * 1000
    made = check_edit(edit(after=odd, by=odd, before=msgspec.Raw(msgspec.json.encode(odd))), NOW)
    name = msgspec.json.decode(made.after)
    assert name.startswith("A B CD Ex") and len(name) == LONGEST_NAME
    assert made.by.startswith("A B CD Ex") and len(made.by) == LONGEST_BY
    assert len(msgspec.json.decode(made.before)) == LONGEST_SUMMARY
    value = {"start": 0, "end": 5, "summary": odd}
    event = msgspec.json.decode(check_edit(edit("events/r-1/added", value), NOW).after)
    assert event["summary"].startswith("A B CD Ex") and len(event["summary"]) == LONGEST_SUMMARY
    assert msgspec.json.decode(check_edit(edit("actors/ida-berg/role", " \n "), NOW).after) is None


def test_what_is_stored_with_such_words_is_shown_on_one_line() -> None:
    record = apply_edits(specimen(), [edit(after="A\nB\u202eC" + "x" * 500), edit("actors/ida-berg/role", "a\nb")])
    actor = record.actors[0]
    assert actor.name.startswith("A BCx") and len(actor.name) == LONGEST_NAME and actor.role == "a b"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_any_stored_edit_is_replayed_or_left_out(side: bytes, what: str, at: str) -> None:
    for path in (what, NAME, f"events/{what}/date", f"mentions/{what}/actor", f"article/{what}", "article/date"):
        one = Correction(id="c", at=at, by="x", what=path, after=msgspec.Raw(side))
        assert len(apply_edits(specimen(), [one]).corrections) == 1
        known_time(at)


@given(st.text(max_size=400))
def test_a_plain_line_is_one_line_that_shows_what_it_holds(text: str) -> None:
    line = plain_line(text, 50)
    assert len(line) <= 50 and line == line.strip() and line.splitlines() in ([], [line])
    assert not any(ord(c) < 32 or c in "\u202a\u202e\u2066\u200b\ufeff\u2028\x7f\x85" for c in line)
    assert plain_line(line, 50) == line
    line.encode()  # no half of a character


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "url"])
def test_an_articles_details_stand_on_one_line(field: str) -> None:
    odd = "https://a.example/\r\nX: y\u202e" + "z" * 5000
    article = make_article("A text.", **{field: odd})
    kept = getattr(article, field)
    assert kept == tidy_detail(field, odd) and len(kept) == DETAILS[field]
    assert "\n" not in kept and "\r" not in kept and "\u202e" not in kept
    assert tidy_detail(field, None) == ("" if field == "title" else None) == tidy_detail(field, " \n ")
    assert tidy_detail(field, "https://a.example/é,“x”") == "https://a.example/é,“x”"
