"""Each kind of mark: its bounds, the words it shows and what they are to it, the actors it is of."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import Mark, marks_of, sentence_context
from components.domain.narrow_to_actor import actor_of, concerns_actor, narrow_record, talks_about
from components.domain.record import Record
from tests.specimen import TEXT, mention, span, specimen

RECORD = specimen()


def shown(mark: Mark) -> list[tuple[str, str, str | None]]:
    return [(TEXT[h.start : h.end], h.role, h.actor) for h in mark.highlights]


def with_event(identity: str, **changes: Any) -> Record:
    events = tuple(msgspec.structs.replace(e, **changes) if e.id == identity else e for e in RECORD.events)
    return msgspec.structs.replace(RECORD, events=events)


@pytest.mark.parametrize(("identity", "words", "lights", "actors"), [
    ("e-open", "opened the new bridge on Monday", [("opened", "focus", None), ("Monday", "time", None)], ("ida-berg",)),
    ("q-serve", "“It will serve our grandchildren,” she said",
     [("“It will serve our grandchildren,”", "content", None), ("said", "cue", None), ("she", "source", "ida-berg")],
     ("ida-berg",)),
    ("m-112-115", "she", [("she", "actor", "ida-berg")], ("ida-berg",)),
    ("d-210-214", "2019", [("2019", "time", None)], ()),
    ("t-123-writer-drivers-union", "The Drivers’ Union rejected the toll.",
     [("rejected", "evidence", None), ("The Drivers’ Union", "actor", "drivers-union")], ("drivers-union",)),
    ("t-161-drivers-union-ida-berg", "It claimed that the city had broken a promise in 2019.",
     [("claimed", "evidence", None), ("broken", "evidence", None), ("It", "source", "drivers-union")],
     ("ida-berg", "drivers-union")),
    ("t-216-ida-berg-drivers-union", "Berg may lower the toll next year.",
     [("lower", "evidence", None), ("Berg", "source", "ida-berg")], ("drivers-union", "ida-berg")),
    ("w-55-58", "new", [("new", "focus", None)], ()),
    ("s-77-121", "“It will serve our grandchildren,” she said.",
     [("“It will serve our grandchildren,” she said.", "focus", None)], ()),
    ("r-123-drivers-union-ida-berg", "The Drivers’ Union rejected the toll",
     [("The Drivers’ Union rejected the toll", "focus", None)], ("drivers-union", "ida-berg")),
])  # fmt: skip
def test_a_mark_bounds_all_its_words(
    identity: str, words: str, lights: list[tuple[str, str, str | None]], actors: tuple[str, ...]
) -> None:
    mark = marks_of(RECORD)[identity]
    assert shown(mark) == lights
    assert mark.actors == actors
    assert set(TEXT[mark.start : mark.end].split()) >= set(words.split()[1:-1]) or TEXT[mark.start : mark.end] == words


def test_an_events_actors_are_shown_where_they_stand_in_its_clause() -> None:
    clause = span("Mayor Ida Berg opened the new bridge on Monday")
    mark = marks_of(with_event("e-open", start=clause[0], end=clause[1]))["e-open"]
    assert ("Ida Berg", "actor", "ida-berg") in shown(mark)
    assert (mark.start, mark.end) == clause
    after_name = marks_of(with_event("e-open", start=clause[0] + 7, end=clause[1]))["e-open"]
    assert [h for h in shown(after_name) if h[1] == "actor"] == []


def test_a_date_far_from_its_event_is_shown_and_does_not_widen_it() -> None:
    far = msgspec.structs.replace(RECORD.timexes[0], start=RECORD.events[3].start - 400, end=3)
    timexes = (RECORD.timexes[0], RECORD.timexes[1], far)
    record = msgspec.structs.replace(with_event("e-lower", timex=2), timexes=timexes)
    assert marks_of(record)["e-lower"].start == RECORD.events[3].start
    near = msgspec.structs.replace(far, start=RECORD.events[3].start - 100, end=RECORD.events[3].start - 90)
    record = msgspec.structs.replace(record, timexes=(*timexes[:2], near))
    assert marks_of(record)["e-lower"].start == RECORD.events[3].start - 100
    assert marks_of(with_event("e-lower", timex=99))["e-lower"].start == RECORD.events[3].start


def test_whoever_tells_an_event_is_one_of_its_actors_the_writer_never() -> None:
    assert marks_of(RECORD)["e-broken"].actors == ("drivers-union",)
    assert marks_of(with_event("e-broken", actors=("ida-berg",)))["e-broken"].actors == ("ida-berg", "drivers-union")
    assert marks_of(with_event("e-broken", voice="writer"))["e-broken"].actors == ()
    own = marks_of(with_event("e-broken", actors=("drivers-union",)))["e-broken"].actors
    assert own == ("drivers-union",)


def test_a_tone_shows_its_target_within_its_sentence_alone() -> None:
    bare = msgspec.structs.replace(RECORD.tones[1], evidence=(), holder=None)
    tone = msgspec.structs.replace(bare, start=span("Mayor Ida")[0], end=span("on Monday.")[1])
    mark = marks_of(msgspec.structs.replace(RECORD, tones=(tone,)))[f"t-{tone.start}-drivers-union-ida-berg"]
    assert shown(mark) == [("Ida Berg", "actor", "ida-berg")]


def test_who_names_the_writer_takes_no_actors_colour() -> None:
    tone = msgspec.structs.replace(RECORD.tones[0], holder=span("rejected"))
    mark = marks_of(msgspec.structs.replace(RECORD, tones=(tone,)))["t-123-writer-drivers-union"]
    assert ("rejected", "source", None) in shown(mark) and mark.actors == ("drivers-union",)


def test_a_holder_who_is_named_in_another_sentence_is_not_lit() -> None:
    tone = msgspec.structs.replace(RECORD.tones[0], holder=span("she"))
    mark = marks_of(msgspec.structs.replace(RECORD, tones=(tone,)))["t-123-writer-drivers-union"]
    assert all(mark.start <= light.start and light.end <= mark.end for light in mark.highlights)


def test_of_a_told_and_an_unsure_attitude_with_one_id_the_told_one_counts() -> None:
    told = RECORD.tones[1]
    unsure = msgspec.structs.replace(RECORD.unsure[0], start=told.start, voice=told.voice, target=told.target)
    mark = marks_of(msgspec.structs.replace(RECORD, unsure=(unsure,)))["t-161-drivers-union-ida-berg"]
    assert mark.item == told


def test_a_tone_of_nobody_as_old_records_have_them_is_of_no_actor() -> None:
    tone = msgspec.structs.replace(RECORD.tones[0], target=None)
    mark = marks_of(msgspec.structs.replace(RECORD, tones=(tone,)))["t-123-writer-all"]
    assert shown(mark) == [("rejected", "evidence", None)] and mark.actors == ()


def test_a_quote_of_nobody_is_of_no_actor() -> None:
    quote = msgspec.structs.replace(RECORD.quotes[0], speaker=None, source=None, cue=None)
    mark = marks_of(msgspec.structs.replace(RECORD, quotes=(quote,)))["q-serve"]
    assert mark.actors == () and shown(mark) == [("“It will serve our grandchildren,”", "content", None)]


def test_of_two_marks_with_one_id_the_first_counts() -> None:
    twice = msgspec.structs.replace(RECORD.actors[1], id="other", mentions=RECORD.actors[0].mentions)
    marks = marks_of(msgspec.structs.replace(RECORD, actors=(RECORD.actors[0], twice)))
    assert marks["m-35-43"].actors == ("ida-berg",)


@pytest.mark.parametrize(("words", "sentences"), [
    ("opened", "Mayor Ida Berg opened the new bridge on Monday."),
    ("rejected", "The Drivers’ Union rejected the toll."),
    ("claimed", "It claimed that the city had broken a promise in 2019."),
    ("may lower", "Berg may lower the toll next year."),
    ("Opens Bridge", "Mayor Opens Bridge in Arden"),
    ("toll. It", "The Drivers’ Union rejected the toll. It claimed that the city had broken a promise in 2019."),
])  # fmt: skip
def test_context(words: str, sentences: str) -> None:
    assert TEXT[slice(*sentence_context(RECORD, span(words)))] == sentences


def test_where_no_sentence_stands_the_span_is_its_own_context() -> None:
    bare = msgspec.structs.replace(RECORD, sentences=())
    assert sentence_context(bare, (3, 7)) == (3, 7)


def test_what_concerns_an_actor() -> None:
    berg, union = RECORD.actors
    assert [concerns_actor(e, union.id) for e in RECORD.events] == [False, True, True, False]
    assert actor_of(RECORD, None) is None and actor_of(RECORD, "gone") is None and actor_of(RECORD, berg.id) == berg
    assert not talks_about(RECORD.quotes[1], berg)
    within = msgspec.structs.replace(berg, mentions=(mention("the city"),))
    assert talks_about(RECORD.quotes[1], within)
    narrowed = narrow_record(RECORD, berg.id)
    assert [e.id for e in narrowed.events] == ["e-open", "e-lower"]
    assert [q.id for q in narrowed.quotes] == ["q-serve"]
    assert [t.target for t in narrowed.tones] == [berg.id] and len(narrowed.relations) == 1
    assert narrowed.unsure == RECORD.unsure and narrowed.loaded == RECORD.loaded
    of_union = narrow_record(RECORD, union.id)
    assert of_union.tones == RECORD.tones and of_union.unsure == RECORD.unsure, "whoever holds one or is spoken of"
    third = msgspec.structs.replace(berg, id="third", mentions=())
    of_third = narrow_record(msgspec.structs.replace(RECORD, actors=(berg, union, third)), "third")
    assert of_third.tones == of_third.unsure == () and of_third.loaded == RECORD.loaded
    about = msgspec.structs.replace(RECORD, actors=(within, union))
    assert [q.id for q in narrow_record(about, berg.id).quotes] == ["q-serve", "q-promise"]
    assert narrow_record(RECORD, "gone") == RECORD
