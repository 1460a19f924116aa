"""The article in a mail's text: signatures, disclaimers, forwarded and earlier mails, each beside what is none."""

from __future__ import annotations

import pytest

from components.ingest.mail.body_text import FEW, _fields, read_letter, undo_format_flowed
from components.ingest.text_metadata import Head

ONE = "The pier of Kelmouth burned for hours on Monday night, and nobody was hurt."
TWO = "The mayor said on the quay that the cause of the fire is not known yet."
LAST = "It will be built again, said the council of the county."
THREAD, FORWARDED = "an earlier mail", "note of who forwarded it"


def blocks(text: str, subject: str = "") -> list[tuple[str, str]]:
    return [(b.text, b.cut) for b in read_letter(text, subject=subject).blocks]


def kept(*after: tuple[str, str]) -> list[tuple[str, str]]:
    return [(ONE, ""), (TWO, ""), *after]


def letter(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(("end", "expected"), [
    ("-- \nPetra Lindqvist", [("Petra Lindqvist", "signature")]),
    ("--\nPetra Lindqvist", [("Petra Lindqvist", "signature")]),
    ("-- \nPetra\n\n-- \nList", [("Petra\n\n-- \nList", "signature")]),
    ("---\nPetra Lindqvist wrote this for the Courier.", [("---\nPetra Lindqvist wrote this for the Courier.", "")]),
    ("— Petra Lindqvist, on the quay of Kelmouth", [("— Petra Lindqvist, on the quay of Kelmouth", "")]),
])  # fmt: skip
def test_a_signature_stands_below_two_hyphens(end: str, expected: list[tuple[str, str]]) -> None:
    found = blocks(letter(ONE, TWO, end))
    assert found[:2] == kept()
    assert found[2:] == expected


@pytest.mark.parametrize("words", [
    "This e-mail and any files with it are confidential.", "This message is intended for you alone.",
    "This email contains privileged words.", "If you have received this in error, delete it.",
    "If you are not the intended reader, delete it.", "It is intended solely for the person named.",
    "Please consider the environment before printing.", "Sent from my iPhone", "Get Outlook for iOS",
    "You are receiving this newsletter as a member.", "You’re receiving this email as a member.", "Unsubscribe here",
    "Registered office: 1 Quay Street", "Scanned for viruses by the county", "Virus-free.",
    "View this email in your browser", "Manage your preferences",
])  # fmt: skip
def test_a_disclaimer_is_cut(words: str) -> None:
    assert blocks(letter(ONE, TWO, words)) == kept((words, "disclaimer"))


@pytest.mark.parametrize("words", [
    "This e-mail was written on the quay of Kelmouth.", "This message reached the mayor at ten.",
    "If you have received that, the mayor said, be glad.", "It was intended for the mayor alone, they said.",
    "The council wants the environment considered.", "It was sent from a phone of the mayor.",
    "He was receiving this prize for the second time.", "The office was registered in Kelmouth in May.",
    "The letters were scanned at the town hall.", "You can manage your boats there.",
])  # fmt: skip
def test_words_that_are_like_a_disclaimer_stay(words: str) -> None:
    assert blocks(letter(ONE, TWO, words)) == kept((words, ""))


def test_the_first_paragraph_is_a_disclaimer_only_where_it_begins_as_one() -> None:
    says = "The mayor quoted it: if you have received this in error, delete it."
    assert blocks(letter(says, TWO)) == [(says, ""), (TWO, "")]
    assert blocks(letter("View this email in your browser", TWO)) == [
        ("View this email in your browser", "disclaimer"), (TWO, ""),
    ]  # fmt: skip
    assert blocks(says) == [(says, "")]  # all that the mail holds
    assert blocks(letter(ONE, says)) == [(ONE, ""), (says, "disclaimer")]


@pytest.mark.parametrize(("end", "cut"), [
    ("Petra Lindqvist\nTel. +44 1632 960123", True), ("Petra Lindqvist\npetra@courier.example", True),
    ("Petra Lindqvist", False), ("petra@courier.example", False),  # one line
    ("\n".join([*(f"Line {n}" for n in range(7)), "m: +44 1632"]), True),
    ("\n".join([*(f"Line {n}" for n in range(8)), "m: +44 1632"]), False),
    (f"Petra Lindqvist\n{'x' * 39} petra@courier.example"[:76], True),
    ("Petra Lindqvist\nThe Courier", False), ("Petra Lindqvist\nBuilt in 1904 by the county", False),
])  # fmt: skip
def test_a_senders_address_at_the_end_is_a_signature(end: str, cut: bool) -> None:
    assert blocks(letter(ONE, TWO, end)) == kept((end, "signature" if cut else ""))


@pytest.mark.parametrize(("length", "cut"), [(60, True), (61, False)])
def test_the_lines_of_an_address_are_short(length: int, cut: bool) -> None:
    end = "Petra Lindqvist\n" + "petra@courier.example".rjust(length, "x")
    found = blocks(letter(ONE, TWO, end))
    assert found == kept((end, "signature")) if cut else all(not why for _, why in found)


def test_the_address_is_looked_for_above_what_was_cut() -> None:
    end = "Petra Lindqvist\npetra@courier.example"
    assert blocks(letter(ONE, TWO, end, "Unsubscribe")) == kept((end, "signature"), ("Unsubscribe", "disclaimer"))
    assert blocks(letter(ONE, end, LAST)) == [(ONE, ""), (end, ""), (LAST, "")]
    assert blocks(letter(end, "Unsubscribe")) == [(end, ""), ("Unsubscribe", "disclaimer")]  # never the only one


WROTE = "On 14 May 2024, at 10:12, Petra Lindqvist wrote:"
REPLY = " ".join(["word"] * FEW)


@pytest.mark.parametrize("mark", [
    WROTE, "On Tue, 14 May 2024 at 10:12 Petra Lindqvist\n<petra@courier.example> wrote:",
    "Le 14 mai 2024, Petra Lindqvist a écrit :", "Am 14.05.2024 um 10:12 schrieb:", "----- Original Message -----",
])  # fmt: skip
def test_what_a_reply_answers_is_an_earlier_mail(mark: str) -> None:
    found = blocks(f"{REPLY}\n\n{mark}\n\n> {ONE}\n")
    assert found[0] == (REPLY, "")
    assert found[-1] == (f"> {ONE}", THREAD)
    assert {why for _, why in found[1:]} == {THREAD}


def test_a_few_words_above_a_quoted_text_are_no_article() -> None:
    few = " ".join(["word"] * (FEW - 1))
    assert blocks(f"{few}\n\n{WROTE}\n\n> {ONE}\n>\n> {TWO}\n") == kept((few, THREAD))
    signed = f"{few}\n-- \nPetra Lindqvist of the Courier"
    assert [why for _, why in blocks(f"{signed}\n\n{WROTE}\n\n> {ONE}\n>\n> {TWO}\n")][:2] == ["", ""]
    assert blocks(f"{ONE}\n\n{WROTE}\n")[0] == (ONE, "")  # nothing is quoted
    assert all(why in ("", THREAD) for _, why in blocks(f"{ONE}\n\n{WROTE}\n"))


@pytest.mark.parametrize("words", [
    "On Monday the mayor of Kelmouth wrote to the council.", "They wrote:",
])  # fmt: skip
def test_sentences_that_are_like_the_head_of_an_earlier_mail(words: str) -> None:
    assert blocks(letter(ONE, TWO, words, LAST)) == kept((words, ""), (LAST, ""))


FIELDS = "From: Petra Lindqvist <petra@courier.example>\nDate: 14 May 2024\nSubject: Fwd: Pier fire\nTo: a@b.example"
HEAD = Head(title="Pier fire", byline="Petra Lindqvist", date="2024-05-14", date_basis="metadata")


@pytest.mark.parametrize(("mark", "subject", "told"), [
    ("---------- Forwarded message ---------", "", True), ("Begin forwarded message:", "", True),
    ("-------- Weitergeleitete Nachricht --------", "", True),
    ("-----Original Message-----", "Fwd: Pier", True), ("-----Original Message-----", "FW: Pier", True),
    ("________________________________", "Fw: Pier", True), ("", "WG: Pier", True), ("", "Re: Pier", False),
    ("", "Forward to the pier", False), ("The forwarded message", "", False),
])  # fmt: skip
def test_the_forwarded_mail_is_the_article(mark: str, subject: str, told: bool) -> None:
    found = read_letter(f"See below.\n\n{mark}\n{FIELDS}\n\n{ONE}\n\n{TWO}", subject=subject)
    assert found.head == (HEAD if told else None)
    if told:
        assert [(b.text, b.cut) for b in found.blocks] == [("See below.", FORWARDED), *kept()]


def test_of_mails_forwarded_again_the_innermost_is_the_article() -> None:
    mark = "---------- Forwarded message ---------"
    inner = f"{mark}\nFrom: Ann Brook\nSubject: Re: Quay\n\n{ONE}\n\n{TWO}"
    found = read_letter(f"{mark}\n{FIELDS}\n\nFor you.\n\n{inner}")
    assert found.head == Head(title="Quay", byline="Ann Brook")
    assert [(b.text, b.cut) for b in found.blocks][-2:] == kept()
    few = " ".join(["word"] * FEW)
    assert read_letter(f"{mark}\n{FIELDS}\n\n{few}\n\n{inner}").head == Head(title="Quay", byline="Ann Brook")
    assert read_letter(f"{mark}\n{FIELDS}\n\n{few} more\n\n{inner}").head == HEAD


@pytest.mark.parametrize(("sender", "byline"), [
    ("Petra Lindqvist <p@c.example>", "Petra Lindqvist"), ('"Petra Lindqvist" [mailto:p@c.example]', "Petra Lindqvist"),
    ("*Petra Lindqvist*", "Petra Lindqvist"), ("p@c.example", None), ("<p@c.example>", None), ("x" * 201, "x" * 200),
])  # fmt: skip
def test_who_wrote_the_forwarded_mail(sender: str, byline: str | None) -> None:
    found = read_letter(f"Begin forwarded message:\n\nFrom: {sender}\nSubject: Pier\n\n{ONE}")
    assert found.head == Head(title="Pier", byline=byline)


def test_a_forwarded_mail_without_fields_or_text_is_none() -> None:
    assert read_letter(f"Begin forwarded message:\n\n{ONE}").head is None
    assert read_letter(f"{ONE}\n\nBegin forwarded message:\n\nFrom: Petra\nSubject: Pier\n\n").head is None


def test_the_fields_of_a_forwarded_mail() -> None:
    assert _fields("\n> From: Petra\n> *Subject:* Pier\n>  fire\n> From: Ann\n>\n> Text: of it") == (
        {"from": "Petra", "subject": "Pier fire"}, ">\n> Text: of it")  # fmt: skip
    assert _fields("From: Petra\nThe pier burned.") == ({"from": "Petra"}, "The pier burned.")
    assert _fields("The pier burned.") == ({}, "The pier burned.")
    assert _fields("From: Petra") == ({"from": "Petra"}, "")


@pytest.mark.parametrize(("given", "delsp", "expected"), [
    ("the pier \nburned\nfor hours", False, "the pier burned\nfor hours"),
    ("the pi \ner burned", True, "the pier burned"), ("the pi \ner burned", False, "the pi er burned"),
    (" From the pier", False, "From the pier"), ("  two", False, " two"),
    ("> the pier \n> burned\nfor hours", False, "> the pier burned\nfor hours"),
    ("> the pier \nburned", False, "> the pier \nburned"), (">> a \n> b", False, ">> a \n> b"),
    ("text \n-- \nPetra", False, "text \n-- \nPetra"), ("-- \nPetra", True, "-- \nPetra"), ("", False, ""),
])  # fmt: skip
def test_lines_of_format_flowed_go_on(given: str, delsp: bool, expected: str) -> None:
    assert undo_format_flowed(given, delsp) == expected


def test_line_ends_of_any_program_and_flowed_text() -> None:
    assert blocks(f"{ONE}\r\n\r\n{TWO}\r\r-- \rPetra") == kept(("Petra", "signature"))
    flowed = read_letter("The pier \nburned.\n\nIt fell.", flowed=True)
    assert [b.text for b in flowed.blocks] == ["The pier burned.", "It fell."]
    assert read_letter("").blocks == []
