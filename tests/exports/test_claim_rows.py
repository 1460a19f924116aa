"""The claims in words: rows, cells and what they lead to; the table and the workbook's sheet."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import openpyxl
import pytest

from components.domain.allegations import Allegation
from components.domain.clickable_marks import marks_of, sentence_id
from components.domain.record import Record
from components.exports.claim_rows import (
    CLAIM_NOTES,
    ClaimRow,
    answer_words,
    claim_label,
    claims_in_words,
    claims_table,
    marks_in_rows,
)
from components.exports.export_formats import export_article
from components.exports.export_tables import view_table
from tests.court_story import ACTORS, EVENTS, QUOTES, TEXT, actor, at, court_story, event, quote, record_of
from tests.specimen import specimen

STORY = court_story()
COLOURS = {"norvik": "#123456", "quist": "#654321"}


def rows(record: Record = STORY) -> dict[str, ClaimRow]:
    return {r.what.mark: r for r in claims_in_words(record, COLOURS).rows}


def changed(identity: str, **changes: Any) -> Record:
    events = [msgspec.structs.replace(e, **changes) if e.id == identity else e for e in EVENTS]
    return record_of(TEXT, events, QUOTES, ACTORS)


def test_the_court_story_in_words() -> None:
    claims = claims_in_words(STORY, COLOURS)
    assert claims.headline == "Seven claims, one without an answer in the text"
    assert (claims.unheard, claims.note) == ("Not heard in the text: Norvik Marine", "")
    lines = [
        (r.what.text, r.when, [c.text for c in r.by], r.since.text if r.since else "", list(r.missing))
        for r in claims.rows
    ]
    assert lines == [
        ("Norvik Marine sent false invoices", "", ["Mara Quist"], "", ["Norvik Marine"]),
        ("Taking bribes over a dredging contract", "", ["Nobody named (“was charged”)"], "10 February 2026", []),
        ("Lund took 40,000 crowns", "May 2023", ["Mara Quist"], "11 February 2026", []),
        ("He sold his office", "", ["Mara Quist"], "", []),
        ("Quist accused the deputy mayor, Ida Holt, of warning Lund about the case", "", ["Mara Quist"], "", []),
        ("The port authority allegedly ignored two complaints", "", ["Nobody named (“allegedly”)"], "", []),
        ("The complaints were shredded", "", ["Witnesses"], "", []),
    ]


def test_every_cell_leads_to_its_sentence() -> None:
    took = rows()["e-took"]
    assert [(c.mark, c.colour) for c in took.by] == [("q-took", "#654321")]
    assert took.since and took.since.mark == "e-said"
    assert [(a.who, a.how, a.words, a.mark) for a in took.answers] == [
        ("Peter Lund", "denied", "taking any money", "q-denied"),
        ("Jonas Berg", "answered", "the 40,000 crowns were a private loan", "q-loan"),
        ("Jonas Berg", "denied", "“My client never touched the contract”", "q-never"),
    ]
    assert [(c.text, c.mark) for c in rows()["e-ignored"].by] == [("Nobody named (“allegedly”)", "e-ignored")]
    known = marks_of(STORY)
    assert set(marks_in_rows(claims_in_words(STORY, {}).rows)) <= set(known)
    assert marks_in_rows(claims_in_words(STORY, {}).rows)[:2] == ["e-invoices", "q-invoices"]


def test_a_declined_comment_is_an_answer_of_its_own_kind() -> None:
    (holt,), (port,) = rows()["e-accused"].answers, rows()["e-ignored"].answers
    assert (holt.who, holt.how, holt.words, holt.mark) == ("Ida Holt", "declined to comment", "", "e-declined")
    assert (port.who, port.how, port.words, port.mark) == ("Port authority", "declined to comment", "", "q-open")


def test_a_declined_comment_without_event_or_quote_leads_to_its_sentence() -> None:
    record = record_of(TEXT, [e for e in EVENTS if e.id != "e-declined"], QUOTES, ACTORS)
    (answer,) = rows(record)["e-accused"].answers
    sentence = next(s for s in record.sentences if s.start <= at("declined")[0] < s.end)
    assert answer.mark == sentence_id(sentence)


def test_a_guessed_day_is_no_day() -> None:
    assert rows(changed("e-said", confidence=0.4))["e-took"].since is None
    assert rows(changed("e-took", confidence=0.6))["e-took"].when == ""


def test_what_is_to_be_checked_says_so() -> None:
    assert rows(changed("e-took", confidence=0.3))["e-took"].note == "check"


def test_who_says_it_without_being_an_actor_is_named_as_written() -> None:
    text = "The suit says that Lund took bribes."
    lund = actor("lund", "Lund", ("Lund",), text=text)
    quotes = [quote("q", "that Lund took bribes", None, "says", at("The suit", 1, text), text=text)]
    told = event("e", "Lund took bribes", "took", status="claimed", quote="q", actors=("lund",), text=text)
    (row,) = claims_in_words(record_of(text, [told], quotes, [lund]), {}).rows
    assert [(c.text, c.mark) for c in row.by] == [("The suit", "q")] and row.missing == ("Lund",)


def test_a_denial_of_its_own_has_nobody_who_says_it() -> None:
    text = "Murray denied causing the death."
    murray = actor("murray", "Murray", ("Murray",), text=text)
    quotes = [quote("q", "causing the death", "murray", "denied", stance="denying", text=text)]
    told = event("e", "causing the death", "causing", status="denied", voice="murray", quote="q", text=text)
    record = record_of(text, [told], quotes, [murray])
    claims = claims_in_words(record, {})
    (row,) = claims.rows
    assert row.by == () and [(a.who, a.how, a.mark) for a in row.answers] == [("Murray", "denied", "q")]
    assert (claims.headline, claims.unheard) == ("One claim", "")


@pytest.mark.parametrize(("text", "label"), [
    ("that Lund lied", "Lund lied"), ("what they describe as “a bribe”", "“a bribe”"),
])  # fmt: skip
def test_words_without_an_event_lose_what_leads_to_them(text: str, label: str) -> None:
    record = msgspec.structs.replace(specimen(), text=text)
    only = quote("q", text, "x", (0, 1), text=text)
    assert claim_label(record, Allegation(quote=only)) == label


def test_an_accusation_in_words_alone_keeps_its_verb() -> None:
    text = "Quist accused the company of theft."
    record = msgspec.structs.replace(specimen(), text=text)
    only = quote("q", "the company of theft", "x", "accused", text=text)
    assert claim_label(record, Allegation(quote=only)) == "Accused the company of theft"


def test_an_answer_that_confirms_or_claims_says_so_plainly() -> None:
    for stance, how in (("endorsing", "answered"), ("doubting", "claimed"), ("neutral", "answered")):
        quotes = [msgspec.structs.replace(q, stance=stance) if q.id == "q-loan" else q for q in QUOTES]
        answers = rows(record_of(TEXT, EVENTS, quotes, ACTORS))["e-took"].answers
        assert [a.how for a in answers if a.mark == "q-loan"] == [how]


def test_a_denial_of_it_is_shown_and_leads_to_its_words() -> None:
    text = "Quist said Lund stole the safe. Lund denied it."
    people = [actor("quist", "Quist", ("Quist",), text=text), actor("lund", "Lund", ("Lund",), ("Lund", 2), text=text)]
    quotes = [quote("q", "Lund stole the safe", "quist", "said", text=text)]
    told = event("e", "Lund stole the safe", "stole", status="claimed", voice="quist", quote="q", actors=("lund",),
                 text=text)  # fmt: skip
    record = record_of(text, [told], quotes, people)
    (row,) = claims_in_words(record, {}).rows
    assert [(a.who, a.how, a.words, a.mark) for a in row.answers] == [
        ("Lund", "denied it", "", sentence_id(record.sentences[1]))
    ]
    assert (row.missing, answer_words(row.answers[0])) == ((), "Lund denied it")


def test_what_may_be_a_denial_is_called_perhaps_one() -> None:
    text = "Quist said Lund stole the safe. Lund denied everything."
    people = [actor("quist", "Quist", ("Quist",), text=text), actor("lund", "Lund", ("Lund",), ("Lund", 2), text=text)]
    quotes = [quote("q", "Lund stole the safe", "quist", "said", text=text)]
    told = event("e", "Lund stole the safe", "stole", status="claimed", voice="quist", quote="q", actors=("lund",),
                 text=text)  # fmt: skip
    (row,) = claims_in_words(record_of(text, [told], quotes, people), {}).rows
    assert [answer_words(a) for a in row.answers] == ["Lund, perhaps denied: Lund denied everything."]
    assert row.missing == ()


def test_a_label_that_says_too_little_is_its_clause() -> None:
    record = changed("e-took", summary="Lund took")
    assert rows(record)["e-took"].what.text == "Lund took 40,000 crowns from the dredging firm Norvik Marine"
    took = next(e for e in EVENTS if e.id == "e-took")
    record = changed("e-took", summary="Lund took", end=took.trigger[1])
    assert rows(record)["e-took"].what.text == (
        "Lund took 40,000 crowns from the dredging firm Norvik Marine in May 2023"
    )
    record = changed("e-took", summary="took", start=took.trigger[0], end=took.trigger[1])
    assert rows(record)["e-took"].what.text.startswith("Lund took 40,000 crowns from")


@pytest.mark.parametrize("genre", sorted(CLAIM_NOTES))
def test_a_genre_that_changes_what_is_seen_says_so(genre: Any) -> None:
    record = msgspec.structs.replace(STORY, genre=genre)
    assert claims_in_words(record, {}).note == CLAIM_NOTES[genre]


def test_no_claims_no_words() -> None:
    record = msgspec.structs.replace(STORY, claims=())
    assert claims_in_words(record, {}) == claims_in_words(STORY, {}, "gone")
    assert claims_in_words(record, {}).rows == () and claims_in_words(record, {}).headline == ""
    assert claims_table(record).empty and len(claims_table(record).columns) == 9


def test_two_that_nobody_answers() -> None:
    quotes = [q for q in QUOTES if q.id == "q-invoices"]
    record = record_of(TEXT, [e for e in EVENTS if e.id == "e-invoices"], quotes, ACTORS)
    assert claims_in_words(record, {}).headline == "One claim, without an answer in the text"


def test_the_table_has_a_row_a_claim() -> None:
    table = view_table(STORY, "claims")
    assert list(table.columns) == [
        "id", "What is claimed", "When it is said to have been", "Said by", "Since", "Denied or answered",
        "No answer in the text from", "The writer says it too", "To check",
    ]  # fmt: skip
    assert table.iloc[2].tolist() == [
        "e-took", "Lund took 40,000 crowns", "May 2023", "Mara Quist", "11 February 2026",
        "Peter Lund, denied: taking any money; Jonas Berg, answered: the 40,000 crowns were a private loan; "
        "Jonas Berg, denied: “My client never touched the contract”", "", "", "",
    ]  # fmt: skip
    assert table.iloc[0]["No answer in the text from"] == "Norvik Marine"
    assert table.iloc[4]["Denied or answered"] == "Ida Holt declined to comment"


def test_the_workbook_has_a_sheet_of_claims() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export_article(STORY, "xlsx")))["Claims"]
    assert sheet.max_row == 8 and sheet["B2"].value == "Norvik Marine sent false invoices"


def test_what_the_writer_says_too_says_so() -> None:
    claims = tuple(msgspec.structs.replace(c, stated=True) for c in STORY.claims)
    record = msgspec.structs.replace(STORY, claims=claims)
    assert set(claims_table(record)["The writer says it too"]) == {"yes"}
