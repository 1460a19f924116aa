"""The record's format: its schema is written down, its JSON reads back, ids are stable."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from components.cli import main
from components.domain.ids import actor_ids, article_id, item_ids, slug
from components.domain.record import (
    Record,
    Unsure,
    UnsureEvent,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
    UnsureTone,
    from_json,
    to_json,
    unsure_of,
)
from tests.specimen import specimen

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "record.schema.json"


def test_written_schema_is_the_records_own(tmp_path: Path) -> None:
    out = tmp_path / "schema.json"
    assert main(["schema", "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8")) == json.loads(SCHEMA.read_text("utf-8")), "run: make schema"


def test_record_reads_back_equal() -> None:
    record = specimen()
    assert from_json(to_json(record)) == record


def test_json_has_the_fields_of_the_format_in_one_line() -> None:
    data = to_json(specimen())
    assert b"\n" not in data
    told = json.loads(data)
    assert told["schema"] == "dateline.article/1"
    assert set(told) >= {
        "id", "title", "outlet", "byline", "url", "language", "text", "words", "genre", "date", "date_basis",
        "pipeline", "sentences", "timexes", "events", "actors", "relations", "quotes", "tones", "claims", "loaded",
        "unsure", "corrections",
    }  # fmt: skip
    assert told["quotes"][0]["content"] == [list(specimen().quotes[0].content[0])]


def test_a_record_of_sentence_tones_as_they_were_once_still_reads() -> None:
    told = json.loads(to_json(specimen()))
    del told["loaded"], told["unsure"], told["tones"][0]["holder"], told["tones"][0]["cue"]
    told["tones"][0]["target"] = None
    old = from_json(json.dumps(told))
    assert old.loaded == old.unsure == () and old.tones[1:] == specimen().tones[1:]
    assert old.tones[0] == msgspec.structs.replace(specimen().tones[0], target=None)


def test_what_is_too_unsure_to_be_told_says_why() -> None:
    told = json.loads(to_json(specimen()))
    assert told["unsure"][0]["why"] == "it is too unlikely" and "why" not in told["tones"][0]
    del told["unsure"][0]["why"]
    with pytest.raises(msgspec.ValidationError, match="why"):
        from_json(json.dumps(told))


UNSURE: tuple[Unsure, ...] = (
    UnsureMention(start=0, end=5, form="nominal", actor="ida-berg", why="another actor fits as well"),
    specimen().unsure[0],
    UnsureQuote(
        id="q-x", quote_kind="mixed", content=((0, 5), (7, 9)), rule="by hand", confidence=0.3, why="too little"
    ),
    UnsureRelation(agent="ida-berg", verb="meet", patient="drivers-union", start=0, end=9, status="not so", why="who?"),
    UnsureEvent(
        id="e-x", start=0, end=9, trigger=(0, 5), event_kind="action", summary="Ida Berg meets them", why="told before?"
    ),
)


def test_each_kind_of_what_is_too_unsure_reads_back_as_itself() -> None:
    record = msgspec.structs.replace(specimen(), unsure=UNSURE)
    assert from_json(to_json(record)) == record
    assert [item["kind"] for item in json.loads(to_json(record))["unsure"]] == [
        "mention", "tone", "quote", "relation", "event",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "places"),
    [(UnsureMention, [0]), (UnsureTone, [1]), (UnsureQuote, [2]), (UnsureRelation, [3]), (UnsureEvent, [4])],
)
def test_what_is_unsure_is_had_by_its_kind_in_its_order(kind: type[UnsureTone], places: list[int]) -> None:
    twice = msgspec.structs.replace(specimen(), unsure=(*UNSURE, *UNSURE))
    assert unsure_of(twice, kind) == tuple(UNSURE[n] for n in places) * 2
    assert unsure_of(msgspec.structs.replace(specimen(), unsure=()), kind) == ()


def test_an_act_of_before_there_was_a_status_happened_and_the_writer_tells_it() -> None:
    told = json.loads(to_json(specimen()))
    for field in ("status", "voice", "confidence"):
        del told["relations"][0][field]
    (act,) = from_json(json.dumps(told)).relations
    assert (act.status, act.voice, act.confidence) == ("happened", "writer", 1.0)


def test_wrong_values_are_refused() -> None:
    told = json.loads(to_json(specimen()))
    told["quotes"][0]["kind"] = "shouted"
    with pytest.raises(msgspec.ValidationError):
        from_json(json.dumps(told))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        specimen().title = "Other"  # type: ignore[misc]


def test_ids_come_from_words_and_place() -> None:
    assert article_id("a") == article_id("a") != article_id("b")
    assert item_ids("q", ["We won.", "we won!", "Other"]) == [
        (first := item_ids("q", ["we won"])[0]),
        f"{first}-2",
        item_ids("q", ["other"])[0],
    ]
    assert actor_ids(["Scott Moe", "Scott Moe", "Мария"])[:2] == ["scott-moe", "scott-moe-2"]
    assert slug("São Paulo’s") == "sao-paulos"


def test_every_mark_of_the_schema_is_documented() -> None:
    schema = msgspec.json.schema(Record)
    assert all(d.get("description") for d in schema["$defs"].values())
