"""Denials of "it": who surely denies an accusation, what may be a denial, and how near to the claim it must stand."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.allegations import allegations, unheard_names
from components.domain.bare_denials import bare_denials, possible_denials
from components.domain.claim_distance import SHORT_TEXT, ClaimDistance
from components.domain.claims import Ground
from components.domain.correction_replay import apply_edits, edit_path
from components.domain.record import Correction, Record, Tone
from tests.court_story import actor, at, event, quote, record_of

FILLER = "\n\n".join(f"The hearing on pier {n} went on without anything of note." for n in range(120))


def people(text: str, *names: str) -> list[Any]:
    return [actor(n.lower(), n, *[(n, k + 1) for k in range(text.count(n))], text=text) for n in names if n in text]


@pytest.mark.parametrize(("sentence", "who"), [
    ("Holt denied it.", "holt"), ("Holt has denied it.", "holt"), ("Holt denies the accusation.", "holt"),
    ("Holt rejected the accusation.", "holt"), ("Holt denied all the charges.", "holt"),
    ("Holt, a clerk at Acme, denied it and said it was late.", "holt"), ("Holt spoke to Acme and denied it.", "holt"),
    ("Holt denied wrongdoing.", "holt"), ("Holt pleaded not guilty.", "holt"), ("Holt denied having done so.", "holt"),
    ("Holt called the allegations false.", "holt"), ("The claim was denied by Holt.", "holt"),
    ("Holt, who denied it, left.", "holt"),
    ("A spokeswoman for Acme, Holt, denied it.", "holt"),
    ("Holt has not denied it.", None), ("Holt denied it was late.", None), ("Holt denied a visa to Acme.", None),
    ("Holt’s friend denied it.", None), ("It was late when somebody denied it.", None),
    ("Holt denied taking the money.", None),  # what it denies stands there: a quote tells it
])  # fmt: skip
def test_who_denies_what_was_said_before(sentence: str, who: str | None) -> None:
    text = f"Quist spoke. {sentence}"
    found = bare_denials(text, (), people(text, "Quist", "Holt", "Acme"))
    assert [d.actor for d in found] == ([who] if who else [])


def test_it_leads_to_the_event_that_tells_it() -> None:
    text = "Holt denied it."
    told = event("e", "Holt denied it", "denied", kind="reporting", text=text)
    assert [d.mark for d in bare_denials(text, [told], people(text, "Holt"))] == ["e"]


@pytest.mark.parametrize(("sentence", "found"), [
    ("Holt denied everything.", True), ("It was not true, Holt said.", True), ("That is false, Holt said.", True),
    ("Holt disputed that.", True), ("Holt spoke of false invoices.", False), ("Holt left.", False),
])  # fmt: skip
def test_what_may_be_a_denial(sentence: str, found: bool) -> None:
    assert bool(possible_denials(sentence, people(sentence, "Holt"))) is found


def told(after: str, *, before: str = "", quotes: Any = ()) -> Record:
    """Quist says that Lund stole the safe; what follows."""
    text = f"{before}Quist said Lund stole the safe. {after}"
    claim = quote("q", "Lund stole the safe", "quist", "said", text=text)
    event_ = event("e", "Lund stole the safe", "stole", status="claimed", voice="quist", quote="q", actors=("lund",),
                   text=text)  # fmt: skip
    more = [
        quote(i, words, who, at(cue, text.count(cue), text), text=text, **kind) for i, words, who, cue, kind in quotes
    ]
    return record_of(text, [event_], [claim, *more], people(text, "Quist", "Lund", "Holt", "Acme"))


def test_a_denial_right_after_a_claim_is_the_denial_of_that_claim() -> None:
    record = told("Lund denied it.")
    (one,) = allegations(record)
    assert [d.actor for d in one.rejections] == ["lund"] and one.unheard == () and one.denials == ()
    assert record.claims[0].denied_by == ("lund",)


def test_what_the_denier_goes_on_to_say_is_an_answer() -> None:
    record = told("Lund denied it and said the night was wet.",
                  quotes=[("a", "the night was wet", "lund", "said", {})])  # fmt: skip
    assert record.claims[0].answers == ("a",)


def test_words_about_somebody_else_in_another_section_are_no_answer() -> None:
    other = f"{FILLER}\n\n“He knew, and he said nothing,” Lund said."
    words = [("a", "“He knew, and he said nothing,”", "lund", "said", {"kind": "direct"})]
    record = told(f"Lund denied it.\n\n{other}", quotes=words)
    assert len(record.text) > SHORT_TEXT
    assert (record.claims[0].answers, record.claims[0].denied_by) == ((), ("lund",))


def test_he_in_somebodys_quote_is_somebody_else() -> None:
    text = "Lund spoke. “He never paid,” Lund said."
    said = quote("q", "“He never paid,”", "lund", "said", kind="direct", text=text)
    paid = event("e", "He never paid", "paid", status="denied", voice="lund", quote="q", text=text)
    record = record_of(text, [paid], [said], people(text, "Lund"))
    assert not Ground(text, record.events, record.quotes, record.actors).is_denial(said)
    assert [(c.by, c.denied_by) for c in record.claims] == [(("lund",), ())]


def test_of_a_lawyer_he_is_the_client() -> None:
    text = "Lund’s lawyer Holt spoke. “He never paid,” Holt said."
    said = quote("q", "“He never paid,”", "holt", "said", at("Lund’s lawyer Holt", 1, text), kind="direct", text=text)
    paid = event("e", "He never paid", "paid", status="denied", voice="holt", quote="q", text=text)
    actors = people(text, "Lund", "Holt")
    assert Ground(text, [paid], [said], actors).is_denial(said)


def test_an_accusation_of_a_third_is_no_answer() -> None:
    after = "Acme shut. Lund accused Holt of having stolen the safe by night."
    record = told(after, quotes=[("a", "Holt of having stolen the safe by night", "lund", "accused", {})])
    assert record.claims[0].answers == ()


@pytest.mark.parametrize("after", [
    "Lund denied everything.", "He denied it.", "The accusation was rejected at once.", "Lund said that was not true.",
    "\n\nLater in the day Lund disputed that.",
])  # fmt: skip
def test_no_missing_answer_where_a_denial_follows(after: str) -> None:
    record = told(after)
    (one,) = allegations(record)
    assert one.unheard == () and record.claims[0].answered and unheard_names(record, [one]) == []


def test_a_name_that_is_nobodys_or_a_description_may_be_whom_it_is_of() -> None:
    """The surname may have been read as somebody else's, the company as nobody's."""
    text = "Quist said Per Lund stole the safe. {} disputed that."
    for subject, unheard in (("Lund", ()), ("The manager", ()), ("Holt", ("lund",))):
        said = text.format(subject)
        claim = quote("q", "Per Lund stole the safe", "quist", "said", text=said)
        told_ = event("e", "Per Lund stole the safe", "stole", status="claimed", voice="quist", quote="q",
                      actors=("lund",), text=said)  # fmt: skip
        actors = [actor("quist", "Quist", ("Quist",), text=said), actor("lund", "Per Lund", ("Per Lund",), text=said)]
        if subject == "Lund":
            actors.append(actor("other", "Lund", ("Lund", 2), kind="place", text=said))
        elif subject == "Holt":
            actors.append(actor("holt", "Holt", ("Holt",), text=said))
        else:
            actors.append(actor("manager", "manager", ("The manager", 1, "nominal"), text=said))
        (one,) = allegations(record_of(said, [told_], [claim], actors))
        assert one.unheard == unheard, subject


def test_what_is_held_against_somebody_in_words_alone_is_denied_right_after() -> None:
    text = "Quist pointed to fraud by Lund. Lund denied it."
    said = quote("q", "fraud by Lund", "quist", "pointed to", text=text)
    tone = Tone(start=0, end=31, target="lund", label="negative", score=-0.8, voice="quist", confidence=0.7,
                evidence=(at("fraud", 1, text),))  # fmt: skip
    (one,) = allegations(record_of(text, (), [said], people(text, "Quist", "Lund"), tones=(tone,)))
    assert [d.actor for d in one.rejections] == ["lund"] and (one.unheard, one.perhaps) == ((), ())


@pytest.mark.parametrize("after", ["Lund left.", "Holt denied it.", "Holt denied everything."])
def test_of_whom_no_denial_follows_has_no_answer(after: str) -> None:
    assert allegations(told(after))[0].unheard == ("lund",)


def test_a_denial_before_the_claim_is_of_something_else() -> None:
    assert allegations(told("Acme shut.", before="Lund denied it. "))[0].unheard == ("lund",)


def test_what_is_near_in_a_long_text() -> None:
    text = f"One. Two.\n\nThree. Four.\n\nThe second part\n\nFive.\n\n{FILLER}"
    place = {w: at(w, 1, text) for w in ("One", "Two", "Three", "Four", "Five", "pier 9 ")}
    far = ClaimDistance(text)
    near = {w for w, span in place.items() if far.is_near([place["One"]], span)}
    after = {w for w, span in place.items() if far.right_after([place["One"]], span)}
    assert (near, after) == ({"One", "Two", "Three", "Four"}, {"Two", "Three"})
    assert ClaimDistance(text[:200]).is_near([(0, 3)], (190, 195))


def test_a_claim_by_a_group_in_words_without_an_event_is_a_claim() -> None:
    text = "Witnesses claimed that the complaints were shredded. Witnesses said that the ledgers were shredded."
    crowd = actor("witnesses", "witnesses", ("Witnesses", 1, "nominal"), ("Witnesses", 2, "nominal"), kind="group",
                  text=text)  # fmt: skip
    quotes = [quote("q", "that the complaints were shredded", "witnesses", "claimed", text=text),
              quote("r", "that the ledgers were shredded", "witnesses", "said", text=text)]  # fmt: skip
    found = allegations(record_of(text, (), quotes, (crowd,)))
    assert [(a.quote.id, a.by, a.unheard) for a in found if a.quote] == [("q", ("witnesses",), ())]


def test_a_denial_whose_quote_a_reader_removed_is_found_in_the_text_again() -> None:
    text = "Quist said that Lund took cash. Lund denied taking any cash."
    claimed = event("e", "Lund took cash", "took", status="claimed", voice="quist", quote="q", actors=("lund",),
                    text=text)  # fmt: skip
    quotes = [quote("q", "that Lund took cash", "quist", "said", text=text),
              quote("d", "taking any cash", "lund", "denied", stance="denying", text=text)]  # fmt: skip
    record = record_of(text, [claimed], quotes, people(text, "Quist", "Lund"))
    assert [(a.answers, a.perhaps) for a in allegations(record)] == [((quotes[1],), ())]
    edit = Correction(id="c", at="2026-01-01T10:00", by="Ida", what=edit_path("quotes", "d", "removed"),
                      after=msgspec.Raw(b"true"))  # fmt: skip
    (one,) = allegations(apply_edits(record, [edit]))
    assert one.answers == () and [(a, text[d.start : d.end]) for a, d in one.perhaps] == [
        ("lund", "Lund denied taking any cash.")
    ]
