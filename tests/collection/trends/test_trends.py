"""Who is quoted how much, as a woman or a man where the text tells, and who judges whom."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.trends import read_trends
from components.collection.trends.speaker_gender import told_gender
from components.domain.record import Actor, Mention, Quote, Record, Tone
from tests.specimen import span, specimen


def cast_of(record: Record) -> dict[tuple[str, str], str]:
    return {(record.id, a.id): f"cast:{a.id}" for a in record.actors}


def test_each_voice_of_an_article_is_one_row() -> None:
    record = specimen()
    trends = read_trends([record], cast_of(record))
    assert trends.articles == 1
    rows = {(r.speaker, r.kind): (r.quotes, r.words) for r in trends.quoted}
    listed = [q for q in record.quotes if q.kind != "scare"]
    assert sum(n for n, _ in rows.values()) == len(listed)
    berg = next(a for a in record.actors if a.name == "Ida Berg")
    own = [q for q in listed if q.speaker == berg.id]
    quoted, words = rows[f"cast:{berg.id}", "named person"]
    assert quoted == len(own)
    assert words == sum(len(record.text[s:e].strip("“”,.").split()) for q in own for s, e in q.content)
    assert all(0.0 <= r.first <= 1.0 for r in trends.quoted)


def quote(kind: str, source: str, speaker: str | None) -> Quote:
    return msgspec.convert(
        {
            "id": f"q-{source}-{speaker}", "kind": kind, "content": [span("our grandchildren")], "source_type": source,
            "speaker": speaker, "rule": "by hand", "confidence": 0.9,
        },
        Quote,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "speaker", "kind"),
    [
        ("named", "ida-berg", "named person"),
        ("named", "drivers-union", "organisation or country"),
        ("anonymous", None, "unnamed"),
        ("role", None, "unnamed"),
        ("collective", None, "unnamed"),
        ("document", None, "document or media"),
        ("media", "drivers-union", "document or media"),
        ("unattributed", None, "open"),
    ],
)
def test_kinds_of_sources(source: str, speaker: str | None, kind: str) -> None:
    record = specimen()
    ids = {a.name: a.id for a in record.actors}
    named = {"ida-berg": ids["Ida Berg"], "drivers-union": next(i for n, i in ids.items() if "Union" in n), None: None}
    one = msgspec.structs.replace(record, quotes=(quote("direct", source, named[speaker]),))
    (row,) = read_trends([one], cast_of(one)).quoted
    assert row.kind == kind and row.words == 2
    scare = msgspec.structs.replace(record, quotes=(quote("scare", source, named[speaker]),))
    assert read_trends([scare], cast_of(scare)).quoted == ()


def test_attitudes_are_counted_by_holder_target_and_label() -> None:
    record = specimen()
    target = record.actors[0].id
    tone = Tone(start=1, end=5, target=target, label="negative", score=-0.8)
    neutral = msgspec.structs.replace(tone, label="neutral", score=0.0)
    other = msgspec.structs.replace(tone, voice="nobody-of-the-cast")
    one = msgspec.structs.replace(record, tones=(tone, msgspec.structs.replace(tone, start=9), neutral, other))
    (row,) = read_trends([one], cast_of(one)).attitudes
    assert (row.holder, row.target, row.label, row.times, row.start) == ("writer", f"cast:{target}", "negative", 2, 1)


def person(text: str, name: str, *pronouns: str, kind: str = "person") -> tuple[Record, Actor]:
    whole = " ".join([text, *pronouns])
    mentions = [Mention(start=0, end=len(text), form="name")]
    at = len(text) + 1
    for word in pronouns:
        mentions.append(Mention(start=at, end=at + len(word), form="pronoun"))
        at += len(word) + 1
    actor = msgspec.convert({"id": "a", "name": name, "kind": kind}, Actor)
    actor = msgspec.structs.replace(actor, mentions=tuple(mentions))
    return msgspec.structs.replace(specimen(), text=whole, actors=(actor,)), actor


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (person("Robin Hale", "Robin Hale", "she", "her"), ("woman", "pronoun")),
        (person("Mary Hale", "Mary Hale", "He", "his"), ("man", "pronoun")),
        (person("Ms. Hale", "Hale"), ("woman", "title")),
        (person("Sir Robin Hale", "Robin Hale"), ("man", "title")),
        (person("Mary Hale", "Mary Hale"), ("woman", "given name")),
        (person("Mary Hale", "Mary Hale", "she", "he"), ("woman", "given name")),
        (person("Hale", "Hale"), None),
        (person("Hale", "Hale", "they", "their"), None),
        (person("Mary Hale", "Mary Hale", kind="organisation"), None),
    ],
)
def test_a_gender_is_told_or_left_open(made: tuple[Record, Actor], expected: tuple[str, str] | None) -> None:
    assert told_gender(*made) == expected
