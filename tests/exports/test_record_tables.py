"""Every table of a record, cell by cell."""

from __future__ import annotations

import datetime as dt

import msgspec
import pandas as pd
import pytest

from components.domain.record import LoadedWord, UnsureTone, unsure_of
from components.exports.export_tables import VIEWS, view_table
from components.exports.record_tables import (
    actors_table,
    events_table,
    loaded_words_table,
    mentions_table,
    quotes_table,
    relations_table,
    tones_table,
)
from tests.specimen import span, specimen

RECORD = specimen()
OPEN, REJECT, BROKEN, LOWER = RECORD.events


def cells(table: pd.DataFrame) -> list[list[object]]:
    return [list(table.columns), *table.to_numpy(dtype=object).tolist()]


def test_events() -> None:
    assert cells(events_table(RECORD, RECORD.events)) == [
        ["id", "What", "When", "How the date is known", "Status", "Who", "Told by", "Told", "Sure?"],
        ["e-open", "Berg opened the new bridge", "2 March 2026", "counted from another date", "Happened", "Ida Berg",
         "the writer", "1×", "sure"],
        ["e-reject", "Union rejected the toll", "no date in the text", "no date in the text", "Happened",
         "Drivers’ Union", "the writer", "1×", "sure"],
        ["e-broken", "city had broken a promise", "2019", "counted from another date", "Claimed by Drivers’ Union", "",
         "Drivers’ Union", "1×", "sure"],
        ["e-lower", "Berg may lower the toll", "from 2027 on", "counted from another date",
         "Could happen", "Ida Berg", "the writer", "1×", "sure"],
    ]  # fmt: skip


def test_an_event_told_again_says_how_often_and_by_whom() -> None:
    again = msgspec.structs.replace(
        BROKEN, mentions=(BROKEN.trigger, span("promise"), span("lower")), voice="unknown", actors=("ida-berg", "gone"),
        confidence=0.6, latest="2020-12-31",
    )  # fmt: skip
    row = events_table(RECORD, [again]).iloc[0]
    assert (row["Told"], row["Who"], row["Told by"], row["Sure?"]) == ("3×", "Ida Berg", "somebody", "likely")
    assert row["When"] == "2019–2020"
    of_nobody = events_table(RECORD, [msgspec.structs.replace(BROKEN, voice="writer", quote=None)]).iloc[0]
    assert of_nobody["Told by"] == "nobody named"
    of_a_source = events_table(RECORD, [msgspec.structs.replace(BROKEN, voice="writer")]).iloc[0]
    assert of_a_source["Told by"] == "It"


def test_actors() -> None:
    berg, union = RECORD.actors
    assert cells(actors_table(RECORD, [berg, msgspec.structs.replace(union, of="ida-berg")])) == [
        ["id", "Name", "Kind", "Role", "Belongs to", "Also called", "Mentions", "Said"],
        ["m-35-43", "Ida Berg", "person", "Mayor", "", "Berg", 3, 1],
        ["m-123-141", "Drivers’ Union", "organisation", "", "Ida Berg", "", 2, 1],
    ]


def test_mentions_stand_in_the_order_of_the_text() -> None:
    assert cells(mentions_table(RECORD, RECORD.actors)) == [
        ["id", "Words", "Actor", "How", "Why", "Sure?"],
        ["m-35-43", "Ida Berg", "Ida Berg", "by name", "written by hand", "sure"],
        ["m-112-115", "she", "Ida Berg", "by pronoun", "written by hand", "sure"],
        ["m-123-141", "The Drivers’ Union", "Drivers’ Union", "by name", "written by hand", "sure"],
        ["m-161-163", "It", "Drivers’ Union", "by pronoun", "written by hand", "check"],
        ["m-216-220", "Berg", "Ida Berg", "by name", "written by hand", "sure"],
    ]


@pytest.mark.parametrize(("changes", "does", "status", "told_by", "sure"), [
    ({}, "reject", "Happened", "the writer", "sure"),
    ({"status": "ongoing"}, "reject", "Under way", "the writer", "sure"),
    ({"status": "not so", "negated": True}, "not reject", "Not so", "the writer", "sure"),
    ({"status": "not so", "voice": "ida-berg"}, "not reject", "Not so", "Ida Berg", "sure"),
    ({"status": "denied", "voice": "ida-berg"}, "reject (denied)", "Denied", "Ida Berg", "sure"),
    ({"status": "claimed", "voice": "unknown"}, "reject (claimed)", "Claimed", "somebody", "sure"),
    ({"status": "planned", "voice": "gone"}, "reject (planned)", "Planned", "somebody", "sure"),
    ({"status": "planned", "negated": True}, "not reject (planned)", "Planned", "the writer", "sure"),
    ({"status": "possible", "confidence": 0.6}, "reject (could happen)", "Could happen", "the writer", "likely"),
])  # fmt: skip
def test_relations_say_what_is_not_done_and_who_tells_it(
    changes: dict[str, object], does: str, status: str, told_by: str, sure: str
) -> None:
    act = msgspec.structs.replace(RECORD.relations[0], **changes)
    assert cells(relations_table(RECORD, [act])) == [
        ["id", "Who", "Does what", "To whom", "Status", "Told by", "Words", "Sure?"],
        ["r-123-drivers-union-ida-berg", "Drivers’ Union", does, "Ida Berg", status, told_by,
         "The Drivers’ Union rejected the toll", sure],
    ]  # fmt: skip


def test_quotes() -> None:
    assert cells(quotes_table(RECORD, RECORD.quotes)) == [
        ["id", "Who spoke", "Quote", "Kind", "Attribution as written", "Word", "Source", "How attributed", "Sure?"],
        ["q-serve", "Ida Berg", "“It will serve our grandchildren,”", "full quote", "she", "said", "named", "neutral",
         "sure"],
        ["q-promise", "Drivers’ Union", "that the city had broken a promise in 2019", "paraphrase", "It", "claimed",
         "named", "reported as a claim", "check"],
    ]  # fmt: skip


def test_tones() -> None:
    writers, unions = RECORD.tones
    praise = msgspec.structs.replace(writers, confidence=0.3, label="positive", evidence=())
    assert cells(tones_table(RECORD, [writers, unions, praise])) == [
        ["id", "Who", "In these words", "On whom", "How", "Sentence", "Sure?"],
        ["t-123-writer-drivers-union", "the writer", "rejected", "Drivers’ Union", "against",
         "The Drivers’ Union rejected the toll.", "likely"],
        ["t-161-drivers-union-ida-berg", "Drivers’ Union", "claimed … broken", "Ida Berg", "against",
         "It claimed that the city had broken a promise in 2019.", "sure"],
        ["t-123-writer-drivers-union", "the writer", "", "Drivers’ Union", "for",
         "The Drivers’ Union rejected the toll.", "check"],
    ]  # fmt: skip


@pytest.mark.parametrize(("changes", "who"), [
    ({"voice": "unknown", "holder": span("the city")}, "the city"), ({"voice": "gone"}, "It"),
    ({"voice": "unknown", "holder": None}, "somebody"), ({"voice": "writer"}, "the writer"),
    ({"voice": "unknown", "holder": (29, 121)}, "Mayor Ida Berg opened the new bridge on Monday. “It will se…"),
])  # fmt: skip
def test_whoever_is_no_actor_is_called_as_in_the_text(changes: dict[str, object], who: str) -> None:
    row = tones_table(RECORD, [msgspec.structs.replace(RECORD.tones[1], **changes)]).iloc[0]
    assert row["Who"] == who
    gone = tones_table(RECORD, [msgspec.structs.replace(RECORD.tones[1], target="gone")]).iloc[0]
    assert gone["On whom"] == ""


def test_of_what_is_too_unsure_to_tell_the_reason_is_told() -> None:
    assert cells(tones_table(RECORD, unsure_of(RECORD, UnsureTone)))[1:] == [
        ["t-216-ida-berg-drivers-union", "Ida Berg", "lower", "Drivers’ Union", "for",
         "Berg may lower the toll next year.", "it is too unlikely"],
    ]  # fmt: skip


def test_loaded_words_stand_with_their_sentences() -> None:
    start, end = span("grandchildren")
    said = LoadedWord(start=start, end=end)
    assert cells(loaded_words_table(RECORD, [*RECORD.loaded, said])) == [
        ["id", "Word", "Sentence"],
        ["w-55-58", "new", "Mayor Ida Berg opened the new bridge on Monday."],
        [f"w-{start}-{end}", "grandchildren", "“It will serve our grandchildren,” she said."],
    ]


def test_the_timeline_as_a_file_has_days_and_open_ends() -> None:
    table = view_table(RECORD, "timeline")
    assert list(table.columns[:4]) == ["id", "What", "Earliest", "Latest"]
    assert table[["Earliest", "Latest"]].to_numpy(dtype=object).tolist() == [
        [dt.date(2026, 3, 2), dt.date(2026, 3, 2)], [None, None],
        [dt.date(2019, 1, 1), dt.date(2019, 12, 31)], [dt.date(2027, 1, 1), None],
    ]  # fmt: skip


def test_the_article_as_a_table_says_where_its_date_is_from() -> None:
    facts = dict(view_table(RECORD, "article").to_numpy(dtype=object).tolist())
    assert facts["Title"] == "Mayor Opens Bridge in Arden" and facts["Words"] == 45
    assert (facts["Article date"], facts["Where the date is from"]) == (dt.date(2026, 3, 3), "set by hand")
    undated = dict(view_table(msgspec.structs.replace(RECORD, date=None), "article").to_numpy(dtype=object).tolist())
    assert (undated["Article date"], undated["Where the date is from"]) == (None, "")


def test_each_view_is_its_table_and_another_is_refused() -> None:
    assert list(view_table(RECORD, "actors")["id"]) == ["ida-berg", "drivers-union"]
    assert cells(view_table(RECORD, "quotes")) == cells(quotes_table(RECORD, RECORD.quotes))
    assert cells(view_table(RECORD, "sentiment")) == cells(tones_table(RECORD, RECORD.tones))
    assert cells(view_table(RECORD, "loaded words")) == cells(loaded_words_table(RECORD, RECORD.loaded))
    assert cells(view_table(RECORD, "mentions")) == cells(mentions_table(RECORD, RECORD.actors))
    assert cells(view_table(RECORD, "relations")) == cells(relations_table(RECORD, RECORD.relations))
    assert len(view_table(RECORD, "corrections")) == 0
    # What a reader took for no attitude is none; what stands earlier in the text comes first.
    writers, unions = RECORD.tones
    taken = msgspec.structs.replace(RECORD, tones=(unions, msgspec.structs.replace(writers, label="neutral"), writers))
    assert list(view_table(taken, "sentiment")["id"]) == ["t-123-writer-drivers-union", "t-161-drivers-union-ida-berg"]
    with pytest.raises(ValueError, match=f"there is no view “weather”: {', '.join(VIEWS)}"):
        view_table(RECORD, "weather")
