"""Claims: who alleges what of whom, who denies or answers it, who is asked and says nothing, who isn't heard."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.allegations import allegations, unheard_names
from components.domain.answers import no_comments, represented
from components.domain.claims import Ground, claims_of
from components.domain.correction_replay import apply_edits, edit_path
from components.domain.narrow_to_actor import narrow_record
from components.domain.record import Claim, Correction, Record, Timex, Tone
from tests.court_story import ACTORS, EVENTS, QUOTES, TEXT, actor, at, court_story, event, quote, record_of
from tests.specimen import specimen

STORY = court_story()


def claim(record: Record, event_id: str) -> Claim | None:
    return next((c for c in record.claims if c.event == event_id), None)


def test_the_claims_of_a_court_story() -> None:
    rows = [(c.event, c.by, c.denied_by, c.answers, c.stated, c.answered) for c in STORY.claims]
    lund = ("q-denied", "q-never")
    assert rows == [
        ("e-bribes", (), (), lund, False, True),
        ("e-took", ("quist",), (), ("q-denied", "q-loan", "q-never"), False, True),
        ("e-invoices", ("quist",), (), (), False, False),
        ("e-sold", ("quist",), (), lund, False, True),
        ("e-accused", ("quist",), (), (), False, True),
        ("e-ignored", (), (), ("q-open",), False, True),
        ("e-shredded", ("witnesses",), (), (), False, True),
    ]


def test_who_is_not_heard_comes_first_and_is_whom_to_call() -> None:
    found = allegations(STORY)
    assert [a.event.id for a in found if a.event] == [
        "e-invoices", "e-bribes", "e-took", "e-sold", "e-accused", "e-ignored", "e-shredded",
    ]  # fmt: skip
    assert found[0].unheard == ("norvik",) and unheard_names(STORY, found) == ["Norvik Marine"]
    assert not any(a.unheard for a in found[1:])


def test_since_when_it_is_said_is_the_day_of_the_saying_and_never_of_what_is_claimed() -> None:
    sayings = {a.event.id: [e.id for e in a.sayings] for a in allegations(STORY) if a.event}
    assert sayings["e-took"] == ["e-said"]
    assert sayings["e-invoices"] == [], "its day is a guess"
    assert sayings["e-bribes"] == ["e-charged"]
    assert sayings["e-sold"] == []


def test_a_day_that_stands_in_another_sentence_is_no_day_of_the_saying() -> None:
    for words, given in (("10 February 2026", False), ("11 February 2026", True)):
        start, end = at(words)
        timex = Timex(start=start, end=end, type="DATE", value="", rule="by hand")
        events = [msgspec.structs.replace(e, timex=0) if e.id == "e-said" else e for e in EVENTS]
        record = record_of(TEXT, events, QUOTES, ACTORS, timexes=(timex,))
        found = {a.event.id: bool(a.sayings) for a in allegations(record) if a.event}
        assert found["e-took"] is given


def test_a_day_that_a_reader_gave_counts_and_one_read_from_the_tense_does_not() -> None:
    events = [msgspec.structs.replace(e, basis="tense") if e.id == "e-said" else e for e in EVENTS]
    record = record_of(TEXT, events, QUOTES, ACTORS)
    assert not next(a for a in allegations(record) if a.event and a.event.id == "e-took").sayings
    edit = Correction(id="c", at="2026-01-01T10:00", by="Ida", what=edit_path("events", "e-said", "date"),
                      after=msgspec.Raw(b'{"earliest": "2026-02-11", "latest": "2026-02-11"}'))  # fmt: skip
    corrected = apply_edits(record, [edit])
    assert next(a for a in allegations(corrected) if a.event and a.event.id == "e-took").sayings


def test_the_first_of_many_sayings_counts() -> None:
    text = "Quist said on 3 May that Lund took cash. On 1 May Berg said that Lund took cash."
    quist, berg = actor("quist", "Quist", ("Quist",), text=text), actor("berg", "Berg", ("Berg",), text=text)
    lund = actor("lund", "Lund", ("Lund",), ("Lund", 2), text=text)
    quotes = [quote("q1", "that Lund took cash", "quist", "said", text=text),
              quote("q2", "that Lund took cash", "berg", at("said", 2, text), nth=2, text=text)]  # fmt: skip
    both = (at("took", 1, text), at("took", 2, text))
    days = [{"earliest": d, "latest": d, "kind": "reporting", "basis": "stated"} for d in ("2026-05-03", "2026-05-01")]
    events = [
        event("s1", "Quist said", "said", text=text, **days[0]), event("s2", "Berg said", "said", text=text, **days[1]),
        event("e", "Lund took cash", "took", status="claimed", voice="quist", quote="q1", actors=("lund",),
              mentions=both, text=text),
    ]  # fmt: skip
    (one,) = allegations(record_of(text, events, quotes, (quist, berg, lund)))
    assert one.by == ("quist", "berg") and [e.id for e in one.sayings] == ["s2", "s1"]


def test_who_speaks_for_whom() -> None:
    found = represented(TEXT, QUOTES, ACTORS)
    assert {k: set(v) for k, v in found.items() if v} == {"berg": {"lund"}, "reed": {"port"}}


@pytest.mark.parametrize(("source", "role", "spoken_for"), [
    ("Reed, the firm’s lawyer", None, {"firm"}), ("Reed, the firm’s chief executive", None, {"firm"}),
    ("Reed, the firm’s rival", None, set()),
    ("Reed", "spokeswoman for Acme", {"firm"}), ("Reed", "Acme boss", {"firm"}),
    ("Reed", "brother of Acme", set()),
])  # fmt: skip
def test_roles_that_speak_for_others(source: str, role: str | None, spoken_for: set[str]) -> None:
    text = f"Acme dug. {source} said it was fine."
    firm = [("Acme",), *([("the firm’s", 1, "nominal")] if "firm" in source else [])]
    actors = [actor("firm", "Acme", *firm, kind="organisation", text=text),
              actor("reed", "Reed", ("Reed",), role=role, text=text)]  # fmt: skip
    quotes = [quote("q", "it was fine", "reed", "said", at(source, 1, text), text=text)]
    assert represented(text, quotes, actors)["reed"] == spoken_for


def test_a_lawyer_of_a_person_speaks_for_them_a_boss_of_theirs_does_not() -> None:
    for words, spoken_for in (("Lund’s lawyer Berg", {"lund"}), ("Lund’s director Berg", set())):
        text = f"{words} said no."
        actors = [actor("lund", "Lund", ("Lund",), text=text), actor("berg", "Berg", ("Berg",), text=text)]
        quotes = [quote("q", "no", "berg", "said", at(words, 1, text), text=text)]
        assert represented(text, quotes, actors)["berg"] == spoken_for


@pytest.mark.parametrize(("words", "kind"), [
    ("declined to comment", "declined to comment"), ("has refused to discuss it", "declined to comment"),
    ("declined comment", "declined to comment"), ("would not comment", "declined to comment"),
    ("had no comment", "declined to comment"), ("did not immediately respond", "did not respond"),
    ("didn’t return calls", "did not respond"), ("has not answered a request", "did not respond"),
    ("could not be reached", "could not be reached"),
    ("was not immediately available for comment", "could not be reached"),
    ("was not available for comment", "could not be reached"), ("answered", None), ("commented", None),
])  # fmt: skip
def test_who_was_asked_and_said_nothing(words: str, kind: str | None) -> None:
    text = f"Quist spoke. Acme {words} on Friday."
    actors = [actor("quist", "Quist", ("Quist",), text=text), actor("acme", "Acme", ("Acme",), text=text)]
    found = no_comments(text, (), (), actors, {"acme": frozenset()})
    assert [(n.actor, n.kind, n.mark) for n in found] == ([("acme", kind, None)] if kind else [])


def test_nobody_is_taken_from_the_sentence_before_for_one_who_said_nothing() -> None:
    text = "Quist spoke. Nobody there would comment."
    assert no_comments(text, (), (), [actor("quist", "Quist", ("Quist",), text=text)], {}) == []


def test_a_declined_comment_leads_to_its_event_and_is_of_whom_it_is_for() -> None:
    ground = Ground(TEXT, EVENTS, QUOTES, ACTORS)
    assert {a: [(n.kind, n.mark) for n in found] for a, found in ground.no_comments.items()} == {
        "holt": [("declined to comment", "e-declined")], "port": [("declined to comment", "q-open")],
    }  # fmt: skip


def simple(words: str, trigger: str, *, cue: str = "said", quote_more: Any = None, **more: Any) -> Record:
    """Quist says something of Lund, in one sentence; Acme is there as well."""
    text = f"Quist {cue} {words}. Acme met Lund."
    actors = [actor("quist", "Quist", ("Quist",), text=text), actor("acme", "Acme", ("Acme",), text=text),
              actor("lund", "Lund", ("Lund",), *([("Lund", 2)] if "Lund" in words else []), text=text)]  # fmt: skip
    quotes = [quote("q", words, "quist", cue, text=text, **(quote_more or {}))]
    known = {"status": "claimed", "voice": "quist", "quote": "q", "actors": ("lund",) if "Lund" in words else ()}
    return record_of(text, [event("e", words, trigger, text=text, **(known | more))], quotes, actors)


def test_a_claim_that_accuses_nobody_asks_for_no_answer() -> None:
    record = simple("Lund will retire", "retire")
    assert record.claims == (Claim(event="e", by=("quist",), answered=True),)


def test_what_did_not_happen_accuses_nobody() -> None:
    record = simple("Lund would not be attacked", "attacked")
    assert [c.answered for c in record.claims] == [True]
    assert not simple("Lund attacked him", "attacked").claims[0].answered


def test_a_claim_about_nobody_is_a_claim_with_nobody_to_hear() -> None:
    record = simple("the files were shredded", "shredded")
    assert record.claims == (Claim(event="e", by=("quist",), answered=True),)


def test_a_claim_of_a_group_without_a_name_asks_nobody() -> None:
    record = simple("Lund attacked him", "attacked")
    crowd = [a if a.id != "lund" else msgspec.structs.replace(
        a, kind="group", mentions=tuple(msgspec.structs.replace(m, form="nominal") for m in a.mentions))
        for a in record.actors]  # fmt: skip
    assert [c.answered for c in claims_of(record.text, record.events, record.quotes, crowd)] == [True]


@pytest.mark.parametrize(("words", "trigger"), [
    ("the payments", "payments"), ("Lund’s death", "death"), ("his crash", "crash"),
])  # fmt: skip
def test_a_thing_that_is_only_named_is_no_claim(words: str, trigger: str) -> None:
    assert simple(words, trigger).claims == ()
    assert simple(f"alleged {words}", trigger).claims != () or "alleged" not in words


def test_a_thing_that_the_analysis_calls_named_is_no_claim() -> None:
    assert (
        simple("new growth", "growth", rule="in the words of a speaker; named as something that is none").claims == ()
    )


def test_what_somebody_tells_of_themselves_is_no_claim_unless_it_accuses() -> None:
    assert simple("I have tried", "tried").claims == ()
    assert len(simple("I broke the law", "broke").claims) == 1
    assert len(simple("I saw Lund", "saw").claims) == 1


def test_who_did_it_stands_after_by_where_it_is_told_in_the_passive() -> None:
    text = "Quist said Acme was robbed by Lund."
    actors = [actor(n.lower(), n, (n,), text=text) for n in ("Quist", "Acme", "Lund")]
    quotes = [quote("q", "Acme was robbed by Lund", "quist", "said", text=text)]
    told = event("e", "Acme was robbed by Lund", "robbed", status="claimed", voice="quist", quote="q",
                 actors=("acme", "lund"), text=text)  # fmt: skip
    (one,) = allegations(record_of(text, [told], quotes, actors))
    assert one.unheard == ("lund",)


def test_a_denial_that_answers_nothing_else_is_a_row() -> None:
    text = "Murray denied causing the death."
    actors = [actor("murray", "Murray", ("Murray",), text=text)]
    quotes = [quote("q", "causing the death", "murray", "denied", stance="denying", text=text)]
    told = event("e", "causing the death", "causing", status="denied", voice="murray", quote="q", text=text)
    record = record_of(text, [told], quotes, actors)
    assert [(c.by, c.denied_by, c.answered) for c in record.claims] == [((), ("murray",), True)]


@pytest.mark.parametrize(("words", "denial"), [
    ("“My client never touched it”", True), ("“I did not take it”", True), ("“We haven’t paid”", True),
    ("“I took it”", False), ("“They did not take it”", False), ("he did not take it", False),
])  # fmt: skip
def test_what_somebody_says_they_did_not_do_is_a_denial(words: str, denial: bool) -> None:
    record = simple(words, "it" if "it" in words else "paid")
    assert Ground(record.text, (), record.quotes, record.actors).is_denial(record.quotes[0]) is denial


def test_what_somebody_could_not_do_is_no_denial() -> None:
    assert simple("I could not sleep", "sleep", status="denied").claims == ()


def test_that_somebody_else_did_not_do_it_is_a_claim_of_its_teller() -> None:
    record = simple("Lund never warned them", "warned", status="denied")
    assert [(c.by, c.denied_by) for c in record.claims] == [(("quist",), ())]


def test_a_denied_event_names_who_denies_it() -> None:
    denial = event("e-not", "Lund denied taking any money", "taking", status="denied", voice="lund", denies="e-took")
    record = record_of(TEXT, [*(e for e in EVENTS if e.id != "e-taking"), denial], QUOTES, ACTORS)
    took = claim(record, "e-took")
    assert took and took.denied_by == ("lund",) and claim(record, "e-not") is None


def test_what_the_writer_tells_too_is_stated() -> None:
    text = "Lund took cash. Quist said that Lund took cash. She saw the taking."
    actors = [actor("quist", "Quist", ("Quist",), text=text),
              actor("lund", "Lund", ("Lund",), ("Lund", 2), text=text)]  # fmt: skip
    quotes = [quote("q", "that Lund took cash", "quist", "said", text=text)]
    both = (at("took", 1, text), at("took", 2, text))
    told = event("e", "Lund took cash", "took", actors=("lund",), mentions=both, text=text)
    record = record_of(text, [told], quotes, actors)
    assert [(c.by, c.stated) for c in record.claims] == [(("quist",), True)]


def test_a_fact_that_a_speaker_only_names_is_no_claim_of_theirs() -> None:
    text = "A trade mission began. Quist has hopes for the mission."
    actors = [actor("quist", "Quist", ("Quist",), text=text)]
    quotes = [quote("q", "hopes for the mission", "quist", "has", text=text)]
    both = (at("mission", 1, text), at("mission", 2, text))
    told = event("e", "A trade mission", "mission", status="ongoing", mentions=both, text=text)
    assert record_of(text, [told], quotes, actors).claims == ()


def test_an_accusation_whose_words_hold_a_claim_is_that_claim_alone() -> None:
    text = "Quist accused Holt of warning Lund."
    actors = [actor(n.lower(), n, (n,), text=text) for n in ("Quist", "Holt", "Lund")]
    quotes = [quote("q", "Holt of warning Lund", "quist", "accused", text=text)]
    saying = event("s", text[:-1], "accused", kind="reporting", actors=("quist", "holt", "lund"), text=text)
    inner = event(
        "e", "warning Lund", "warning", status="claimed", voice="quist", quote="q", actors=("lund",), text=text
    )
    assert [c.event for c in record_of(text, [saying], quotes, actors).claims] == ["s"]
    assert [c.event for c in record_of(text, [saying, inner], quotes, actors).claims] == ["e"]
    (one,) = allegations(record_of(text, [saying], quotes, actors))
    assert one.unheard == ("holt",)


def test_an_accusation_in_the_passive_is_of_who_stands_before_it() -> None:
    text = "Holt was accused by Quist of a cover-up."
    actors = [actor(n.lower(), n, (n,), text=text) for n in ("Holt", "Quist")]
    saying = event("s", text[:-1], "accused", kind="reporting", actors=("quist", "holt"), text=text)
    (one,) = allegations(record_of(text, [saying], (), actors))
    assert one.by == ("quist",) and one.unheard == ("holt",)


def test_one_word_in_common_is_no_answer_but_to_a_spokesman() -> None:
    text = "Quist said Acme polluted the river. {} said the river was high."
    for who, role, answered in (("Acme", None, False), ("Reed", "spokesman for Acme", True)):
        words = text.format(who)
        acme = [("Acme",), *([("Acme", 2)] if who == "Acme" else [])]
        actors = [actor("quist", "Quist", ("Quist",), text=words), actor("acme", "Acme", *acme, text=words)]
        if who == "Reed":
            actors.append(actor("reed", "Reed", ("Reed",), role=role, text=words))
        quotes = [quote("q", "Acme polluted the river", "quist", "said", text=words),
                  quote("a", "the river was high", who.lower(), at("said", 2, words), text=words)]  # fmt: skip
        told = event("e", "Acme polluted the river", "polluted", status="claimed", voice="quist", quote="q",
                     actors=("acme",), text=words)  # fmt: skip
        (only,) = record_of(words, [told], quotes, actors).claims
        assert (only.answers, only.answered) == ((("a",), True) if answered else ((), False))


def test_what_is_held_against_somebody_in_words_without_an_event_is_a_row() -> None:
    text = "Experts point to a history of economic coercion by Beijing."
    actors = [actor("experts", "experts", ("Experts",), kind="group", text=text),
              actor("china", "China", ("Beijing",), kind="place", text=text)]  # fmt: skip
    quotes = [quote("q", "a history of economic coercion by Beijing", "experts", "point to", text=text)]
    tone = Tone(start=0, end=len(text), target="china", label="negative", score=-0.8, voice="experts",
                evidence=(at("coercion", 1, text),), confidence=0.7)  # fmt: skip
    record = record_of(text, (), quotes, actors, tones=(tone,))
    (one,) = allegations(record)
    assert one.quote is not None and one.quote.id == "q" and one.unheard == ("china",)
    assert unheard_names(record, [one]) == ["China"]
    assert allegations(msgspec.structs.replace(record, tones=())) == []


def test_narrowed_to_an_actor_only_what_concerns_them_is_left() -> None:
    assert {a.event.id for a in allegations(STORY, "holt") if a.event} == {"e-accused"}
    assert {a.event.id for a in allegations(STORY, "berg") if a.event} == {"e-bribes", "e-took", "e-sold"}
    assert allegations(STORY, "gone") == []


def test_the_specimens_claim_is_the_unions() -> None:
    record = specimen()
    (only,) = claims_of(record.text, record.events, record.quotes, record.actors)
    assert (only.event, only.by, only.denied_by, only.answers) == ("e-broken", ("drivers-union",), (), ())


def test_a_claim_whose_event_is_gone_is_no_row() -> None:
    assert allegations(msgspec.structs.replace(STORY, claims=(Claim(event="gone"),))) == []


def test_a_record_narrowed_for_export_keeps_every_answer_to_its_claims() -> None:
    for one in ("quist", "lund", "norvik"):
        narrowed = narrow_record(STORY, one, with_answers=True)
        assert [(a.event, a.answers, a.unheard) for a in allegations(narrowed)] == [
            (a.event, a.answers, a.unheard) for a in allegations(STORY, one)
        ]
    plain = narrow_record(STORY, "quist")
    assert all(q.speaker == "quist" for q in plain.quotes)
    assert {c.event for c in plain.claims} == {"e-took", "e-invoices", "e-sold", "e-accused"}
    assert not [a for a in allegations(plain) if a.unheard and a.event and a.event.id != "e-invoices"]


def test_that_somebody_said_nothing_is_no_claim() -> None:
    record = simple("Lund declined to comment", "declined")
    assert record.claims == ()
