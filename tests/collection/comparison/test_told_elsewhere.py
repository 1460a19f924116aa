"""What one article has is told as its alone only where no other may have it in other words."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.domain.record import Actor, Mention, Record, Timex
from tests.collection.comparison.made import event, quote, record


def described(one: Record, name: str, kind: str = "group") -> Record:
    """The record with an actor that is described, not named."""
    start = one.text.index(name)
    mention = Mention(start=start, end=start + len(name), form="nominal")
    actor = Actor(id=f"d-{start}", name=name, kind=kind, mentions=(mention,))  # type: ignore[arg-type]
    return msgspec.structs.replace(one, actors=(*one.actors, actor))


def test_half_of_the_words_in_one_sentence_may_tell_it() -> None:
    found = ToldElsewhere(
        [record("a", "Officers arrested the driver on Monday. He was drunk."), record("b", "Rain fell.")]
    )
    assert found.by_words({"arrest", "driver", "bloomington"}, ()) == {"a"}
    assert found.by_words({"driver", "drunk", "jail"}, ()) == frozenset()  # two sentences
    assert found.by_words((), ()) == frozenset() and found.by_words({"rain"}, {"b"}) == frozenset()
    assert found.by_names(["the driver"], ()) == {"a"} and found.by_names(["driver of Arden"], ()) == frozenset()


def test_who_is_described_alike_is_perhaps_the_same_and_one_row() -> None:
    a = described(record("a", "Some officials came to see the bridge."), "officials")
    b = described(record("b", "Nothing was heard of officials then."), "officials")
    (one,) = compare([a, b]).actors
    assert (one.articles, one.perhaps, one.mentions) == ({"a"}, {"b"}, {"a": 1, "b": 1})


def test_a_name_whose_words_stand_in_the_other_text_is_not_one_articles_alone() -> None:
    a, b = record("a", "Ida Berg came.", people=["Ida Berg"]), record("b", "Nobody saw Mayor Ida Berg there.")
    assert [(x.articles, x.perhaps) for x in compare([a, b]).actors] == [({"a"}, {"b"})]


def test_an_adjective_is_of_the_place_that_another_names() -> None:
    text = "The German government met."
    adjective = Mention(start=4, end=10, form="adjective")
    a = msgspec.structs.replace(
        record("a", text), actors=(Actor(id="germany", name="Germany", kind="place", mentions=(adjective,)),)
    )
    b = record("b", "They met in Germany.")
    named = Mention(start=12, end=19, form="name")
    b = msgspec.structs.replace(b, actors=(Actor(id="g", name="Germany", kind="place", mentions=(named,)),))
    assert [x.articles for x in compare([a, b]).actors] == [{"a", "b"}]


def test_a_quote_that_another_tells_in_its_own_words_is_not_one_articles_alone() -> None:
    text = "“The bridge will stay closed until summer,” Peter Lund said."
    a = record("a", text, people=["Peter Lund"], quotes=[quote(text, "“The bridge will stay closed until summer,”")])
    b = record("b", "Until summer the bridge stays shut.")
    c = record("c", "Rain fell.")
    assert [q.perhaps for q in compare([a, b, c]).quotes] == [{"b"}]


def test_speakers_who_are_described_alike_are_perhaps_the_same() -> None:
    texts = {"a": "Officials said that the old bridge is closed.", "b": "A ferry is planned, the officials said."}
    made = []
    for name, content in (("a", "that the old bridge is closed"), ("b", "A ferry is planned")):
        text = texts[name]
        start = text.casefold().index("the officials" if name == "b" else "officials")
        one = msgspec.structs.replace(
            quote(text, content, kind="indirect"), source=(start, start + (13 if name == "b" else 9))
        )
        made.append(record(name, text, quotes=[one]))
    (voice,) = compare(made).voices
    assert (voice.articles, voice.perhaps, set(voice.words)) == ({"a"}, {"b"}, {"a", "b"})


def test_quotes_of_nobody_are_nobodys_row() -> None:
    made = []
    for name in ("a", "b"):
        text = f"“We are {name} and go home,” he said."
        made.append(record(name, text, quotes=[quote(text, text[: text.index(" he")])]))
    assert [(v.name, v.cast) for v in compare(made).voices] == [("", None)]


@pytest.mark.parametrize(
    ("words", "perhaps"), [("was shut", False), ("was closed for good by workers", True), ("is a closed case", True)]
)
def test_an_event_that_another_may_tell_is_not_one_articles_alone(words: str, perhaps: bool) -> None:
    text = "The Council closed the bridge on Monday."
    a = record("a", text, people=["Council"], events=[event(text, "closed the bridge", None, ["Council"])])
    b = record("b", f"It {words}.")
    (one,) = compare([a, b]).events
    assert one.articles == {"a"} and (one.perhaps == {"b"}) is perhaps


def test_events_of_one_sentence_are_no_one_event() -> None:
    """Both sentences tell of the same filing; the plan that one tells of, too, is its own."""
    a = "The Union filed for bankruptcy on 1 June in a court of Arden."
    b = "The Council presented a plan on 1 June after the Union filed for bankruptcy in a court of Arden."
    records = [
        record("a", a, people=["Union", "Arden"], days={"1 June": "2026-06-01"},
               events=[event(a, "filed for bankruptcy", "2026-06-01", ["Union"])]),
        record("b", b, people=["Council", "Union", "Arden"], days={"1 June": "2026-06-01"},
               events=[event(b, "presented a plan", "2026-06-01", ["Council", "Union"]),
                       event(b, "filed for bankruptcy", "2026-06-01", ["Union"])]),
    ]  # fmt: skip
    assert {(e.tellings[0].summary, e.articles) for e in compare(records).events} == {
        ("filed for bankruptcy", frozenset({"a", "b"})), ("presented a plan", frozenset({"b"}))
    }  # fmt: skip


def test_a_vaguer_date_and_one_read_from_the_tense_differ_with_none() -> None:
    text = "The Council closed the old bridge."
    made = event(text, "closed the old bridge", "2026-03-02", ["Council"])
    year = msgspec.structs.replace(made, earliest="2026-01-01", latest="2026-12-31", basis="stated")
    later = msgspec.structs.replace(made, earliest="2026-03-05", latest="2026-03-05", basis="tense")
    other = msgspec.structs.replace(later, basis="stated")
    for event_of_b, differ in ((year, False), (later, False), (other, True)):
        records = [record(n, text, people=["Council"], events=[e]) for n, e in (("a", made), ("b", event_of_b))]
        (one,) = compare(records).events
        assert one.dates_differ is differ


@pytest.mark.parametrize(
    ("value", "perhaps"), [("XXXX-WXX-1", True), ("XXXX-WXX-2", False), ("XXXX-03-02", True), ("XXXX", False)]
)  # fmt: skip
def test_a_day_that_the_other_names_without_its_date_is_not_one_articles_alone(value: str, perhaps: bool) -> None:
    a = record("a", "It fell on 2 March.", days={"2 March": "2026-03-02"})
    b = msgspec.structs.replace(
        record("b", "It fell on Monday."), timexes=(Timex(start=11, end=17, type="DATE", value=value, rule=""),)
    )
    (one,) = compare([a, b]).days
    assert (one.perhaps == {"b"}) is perhaps
