"""Whether who acts on whom happened, is claimed, denied, planned, possible or not so, in whose voice, and how sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from spacy.language import Language

from components.analysis.events.config import EventsConfig
from components.analysis.events.relation_status import actor_relations
from components.analysis.findings import findings
from components.domain.record import Record, RelationStatus, UnsureRelation, unsure_of

Read = Callable[..., Record]


def told(record: Record) -> list[str]:
    """ "Germany attack Russia: happened", with who tells it where that isn't the writer."""
    name = {a.id: a.name for a in record.actors}
    return [
        f"{name[r.agent]} {r.verb} {name[r.patient]}: {r.status}"
        + ("" if r.voice == "writer" else f", {name.get(r.voice, r.voice)}")
        for r in record.relations
    ]


STATUSES: list[tuple[str, str, RelationStatus]] = [
    # What is told as done, or as going on.
    ("Anna Smith attacked Tom Ruiz.", "attack", "happened"),
    ("Tom Ruiz was attacked by Anna Smith.", "attack", "happened"),
    ("Anna Smith was suing Tom Ruiz.", "sue", "happened"),
    ("Anna Smith began to praise Tom Ruiz.", "praise", "happened"),
    ("Anna Smith is suing Tom Ruiz.", "sue", "ongoing"),
    ("Anna Smith attacks Tom Ruiz.", "attack", "ongoing"),
    # What the text says is not so.
    ("Anna Smith did not bribe Tom Ruiz.", "bribe", "not so"),
    ("Anna Smith never bribed Tom Ruiz.", "bribe", "not so"),
    ("Tom Ruiz was not bribed by Anna Smith.", "bribe", "not so"),
    ("Anna Smith never intended to harm Tom Ruiz.", "harm", "not so"),
    ("Anna Smith did not plan to sue Tom Ruiz.", "sue", "not so"),
    ("Anna Smith refused to help Tom Ruiz.", "help", "not so"),
    ("Anna Smith declined to help Tom Ruiz.", "help", "not so"),
    ("Anna Smith failed to help Tom Ruiz.", "help", "not so"),
    ("Anna Smith avoided attacking Tom Ruiz.", "attack", "not so"),
    ("Anna Smith left without thanking Tom Ruiz.", "thank", "not so"),
    # To not fail is to do.
    ("Anna Smith did not fail to help Tom Ruiz.", "help", "happened"),
    ("Anna Smith did not refuse to help Tom Ruiz.", "help", "happened"),
    # What is denied; who denies it need not be who would have done it.
    ("Anna Smith denies bribing Tom Ruiz.", "bribe", "denied"),
    ("Anna Smith denied bribing Tom Ruiz.", "bribe", "denied"),
    ("Anna Smith denied that she bribed Tom Ruiz.", "bribe", "denied"),
    ("Ida Berg denied that Anna Smith attacked Tom Ruiz.", "attack", "denied"),
    # What is claimed, with or without somebody who says it.
    ("Anna Smith allegedly attacked Tom Ruiz.", "attack", "claimed"),
    ("Anna Smith reportedly attacked Tom Ruiz.", "attack", "claimed"),
    ("Tom Ruiz was allegedly attacked by Anna Smith.", "attack", "claimed"),
    ("Ida Berg said Anna Smith attacked Tom Ruiz.", "attack", "claimed"),
    ("It was alleged that Anna Smith attacked Tom Ruiz.", "attack", "claimed"),
    ("Anna Smith is accused of attacking Tom Ruiz.", "attack", "claimed"),
    ("Anna Smith was charged with attacking Tom Ruiz.", "attack", "claimed"),
    # A claim of what is no deed stays what it is.
    ("Ida Berg said Anna Smith never attacked Tom Ruiz.", "attack", "not so"),
    ("Ida Berg said Anna Smith may sue Tom Ruiz.", "sue", "possible"),
    # What is still to come.
    ("Anna Smith plans to sue Tom Ruiz.", "sue", "planned"),
    ("Anna Smith threatened to sue Tom Ruiz.", "sue", "planned"),
    ("Anna Smith vowed to sue Tom Ruiz.", "sue", "planned"),
    ("Anna Smith agreed to help Tom Ruiz.", "help", "planned"),
    ("Anna Smith wants to help Tom Ruiz.", "help", "planned"),
    ("Anna Smith will sue Tom Ruiz.", "sue", "planned"),
    # What may be.
    ("Anna Smith may sue Tom Ruiz.", "sue", "possible"),
    ("Anna Smith could sue Tom Ruiz.", "sue", "possible"),
    ("Anna Smith might have attacked Tom Ruiz.", "attack", "possible"),
    ("Anna Smith tried to stop Tom Ruiz.", "stop", "possible"),
    ("Anna Smith hopes to stop Tom Ruiz.", "stop", "possible"),
    ("Anna Smith would have sued Tom Ruiz.", "sue", "possible"),
    ("If Anna Smith attacks Tom Ruiz, Ida Berg will leave.", "attack", "possible"),
]


@pytest.mark.parametrize(("text", "verb", "status"), STATUSES)
def test_whether_it_happened(read: Read, text: str, verb: str, status: RelationStatus) -> None:
    record = read(text)
    name = {a.id: a.name for a in record.actors}
    assert [(name[r.agent], r.verb, name[r.patient], r.status) for r in record.relations] == [
        ("Anna Smith", verb, "Tom Ruiz", status)
    ]


def test_each_status_has_its_sentences() -> None:
    assert {status for *_, status in STATUSES} == set(get_args(RelationStatus))


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Germany attacked Russia.", "writer"),
        ("Germany may attack Russia.", "writer"),
        ("Germany did not attack Russia.", "writer"),
        ("Ida Berg said Germany attacked Russia.", "Ida Berg"),
        ("Germany attacked Russia, Ida Berg said.", "Ida Berg"),
        ("“Germany attacked Russia,” Ida Berg said.", "Ida Berg"),
        ("According to Ida Berg, Germany attacked Russia.", "Ida Berg"),
        ("Ida Berg believes Germany attacked Russia.", "Ida Berg"),
        ("Ida Berg said Germany never attacked Russia.", "Ida Berg"),
        ("Ida Berg denied that Germany attacked Russia.", "Ida Berg"),
        ("“Germany attacked Russia,” a spokesman said.", "spokesman"),
    ],
)
def test_who_tells_it(read: Read, text: str, voice: str) -> None:
    record = read(text)
    name = {a.id: a.name for a in record.actors}
    assert [name.get(r.voice, r.voice) for r in record.relations] == [voice]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Germany attacked Russia.", False),
        ("Germany did not attack Russia.", True),
        ("Germany never attacked Russia.", True),
        ("Germany will not attack Russia.", True),
        ("Germany decided not to attack Russia.", True),
        # Here it is the verb above that is negated, or says that nothing came of it.
        ("Germany never intended to attack Russia.", False),
        ("Germany refused to attack Russia.", False),
        ("Germany denied attacking Russia.", False),
    ],
)
def test_only_a_verb_that_is_negated_itself_is(read: Read, text: str, negated: bool) -> None:
    assert [r.negated for r in read(text).relations] == [negated]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Germany, France and Spain attacked Russia.",
            ["Germany attack Russia: happened", "France attack Russia: happened", "Spain attack Russia: happened"],
        ),
        (
            "Germany allegedly attacked Russia, France and Spain.",
            [f"Germany attack {whom}: claimed, unknown" for whom in ("Russia", "France", "Spain")],
        ),
        (
            "Russia was not attacked by Germany, France or Spain.",
            ["Germany attack Russia: not so", "France attack Russia: not so", "Spain attack Russia: not so"],
        ),
        (
            "Neither Germany nor France attacked Russia.",
            ["Germany attack Russia: not so", "France attack Russia: not so"],
        ),
        (
            "Ida Berg said Germany attacked Russia, France and Spain.",
            [f"Germany attack {whom}: claimed, Ida Berg" for whom in ("Russia", "France", "Spain")],
        ),
    ],
)
def test_all_of_a_list_are_of_one_status(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Once for all tellings alike ...
        ("Germany attacked Russia. Later, Germany attacked Russia.", ["Germany attack Russia: happened"]),
        (
            "Ida Berg said Germany attacked Russia. Later, Ida Berg said Germany attacked Russia.",
            ["Germany attack Russia: claimed, Ida Berg"],
        ),
        # ... and apart where they differ in what became of it, who tells it, the deed, or who does it to whom.
        (
            "Germany attacked Russia. Later, Germany did not attack Russia.",
            ["Germany attack Russia: happened", "Germany attack Russia: not so"],
        ),
        (
            "Germany did not attack Russia. Later, Germany attacked Russia.",
            ["Germany attack Russia: not so", "Germany attack Russia: happened"],
        ),
        (
            "Germany attacked Russia. Ida Berg said Germany attacked Russia.",
            ["Germany attack Russia: happened", "Germany attack Russia: claimed, Ida Berg"],
        ),
        (
            "Ida Berg said Germany attacked Russia. Tom Ruiz said Germany attacked Russia.",
            ["Germany attack Russia: claimed, Ida Berg", "Germany attack Russia: claimed, Tom Ruiz"],
        ),
        (
            "Germany attacked Russia. Germany praised Russia. Russia praised Germany.",
            ["Germany attack Russia: happened", "Germany praise Russia: happened", "Russia praise Germany: happened"],
        ),
    ],
)
def test_what_is_told_alike_is_told_once(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_it_stands_where_it_is_told_first(read: Read) -> None:
    record = read("Ida Berg met Tom Ruiz. Germany attacked Russia. Later, Germany attacked Russia.")
    attack = next(r for r in record.relations if r.verb == "attack")
    assert attack.start == record.text.index("Germany")
    assert record.text[attack.start : attack.end] == "Germany attacked Russia"


def test_one_is_as_sure_as_the_less_sure_of_both_who_are_meant(read: Read) -> None:
    record = read("Tom Ruiz met Ida Berg. She praised him.")
    by_place = {m.start: m.confidence for a in record.actors for m in a.mentions}
    praise = next(r for r in record.relations if r.verb == "praise")
    both = [by_place[record.text.index(word, 23)] for word in ("She", "him")]
    assert praise.confidence == round(min(both) * EventsConfig().relation_confidence, 2)


@pytest.mark.parametrize(("above", "is_told"), [(-0.01, True), (0.0, True), (0.01, False)])
def test_where_it_is_too_unsure_whom_it_means_it_is_not_told(nlp: Language, above: float, is_told: bool) -> None:
    doc = nlp("Germany attacked Russia.")
    (act,), _ = actor_relations(doc, findings(doc), EventsConfig())
    config = EventsConfig(min_relation_confidence=round(act.confidence + above, 2))
    told_ones, unsure = actor_relations(doc, findings(doc), config)
    assert (len(told_ones), len(unsure)) == ((1, 0) if is_told else (0, 1))


def test_what_is_too_unsure_has_all_that_one_told_has_and_why(nlp: Language) -> None:
    doc = nlp("Ida Berg said Germany did not attack Russia.")
    state = findings(doc)
    relations, unsure = actor_relations(doc, state, EventsConfig())
    assert (len(relations), unsure) == (1, [])
    none, left = actor_relations(doc, state, EventsConfig(min_relation_confidence=1.0))
    assert none == [] and [u.why for u in left] == ["it is unsure whom the text means"]
    for field in relations[0].__struct_fields__:
        assert getattr(left[0], field) == getattr(relations[0], field), field


def test_on_a_whole_article_only_the_sure_is_told(read: Read, seed_text: str) -> None:
    record = read(seed_text, date="2026-01-20")
    unsure = unsure_of(record, UnsureRelation)
    assert all(r.confidence >= EventsConfig().min_relation_confidence for r in record.relations)
    assert all(u.confidence < EventsConfig().min_relation_confidence for u in unsure)
    known = {a.id for a in record.actors}
    assert {who for r in (*record.relations, *unsure) for who in (r.agent, r.patient)} <= known
    assert {r.voice for r in (*record.relations, *unsure)} <= {*known, "writer", "unknown"}
