"""Mails as they come: any first header, encoding and way of writing; forwarded ones, signatures, attachments."""

from __future__ import annotations

import base64
import email.message
import quopri
import textwrap
from collections.abc import Callable

import pytest

from components.ingest.format_dispatch import read_bytes
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.mail.attachments import taken_apart
from components.ingest.reading_result import Reading
from tests.ingest import made

STORY = (
    "The harbour board of Skelling will close the ferry line in autumn, its chairwoman said on Tuesday.",
    "“We looked at everything, and there was nothing left to look at,” Ingrid van der Velde told reporters on the "
    "quay — in the rain, as she noted. The café on the pier was shut.",
    "Tom Adeyemi, who runs the only shop on the island, said he would have to close it by Christmas.",
)
TEXT = "\n\n".join(STORY)
HEADERS = (
    "From: Jo Field <jo@times.example>\nTo: desk@times.example\nSubject: Ferry line to close\n"
    "Date: Tue, 14 May 2024 10:00:00 +0100\nMIME-Version: 1.0\n"
)


def mail(body: bytes | str, kind: str = "text/plain; charset=utf-8", encoding: str = "8bit", first: str = "") -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return (first + HEADERS + f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n").encode() + data


def read(data: bytes) -> Reading:
    return read_bytes("story.eml", data)


def kept(reading: Reading) -> str:
    assert reading.kind == "mail"
    return reading.text


@pytest.mark.parametrize(
    "first",
    [
        "Received: from mx.example (mx.example [192.0.2.1])\n\tby mail.example; Tue, 14 May 2024 10:00:01 +0100\n",
        "X-Account-Key: account1\nX-Mozilla-Status: 0001\n",
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed;\n b=" + "\n ".join(["AbCd" * 15] * 60) + "\n",
        "ARC-Seal: i=1; a=rsa-sha256; t=1\nAuthentication-Results: mx.example; spf=pass\n",
        "From jo@times.example Tue May 14 10:00:00 2024\n",
        "\ufeff",
        "\n\r\n\n",
        "Return-Path: <jo@times.example>\n",
    ],
    ids=["Received", "X-", "DKIM", "ARC", "mbox", "mark", "blank lines", "Return-Path"],
)
def test_whatever_its_first_header(first: str) -> None:
    reading = read(mail(TEXT, first=first))
    assert kept(reading) == TEXT
    assert (reading.head.title, reading.head.byline, reading.head.date) == (
        "Ferry line to close", "Jo Field", "2024-05-14",
    )  # fmt: skip


ENCODED: dict[str, Callable[[], bytes]] = {
    "8bit": lambda: mail(TEXT),
    "CRLF": lambda: mail(TEXT).replace(b"\n", b"\r\n"),
    "quoted-printable": lambda: mail(quopri.encodestring(TEXT.encode()), encoding="quoted-printable"),
    "base64": lambda: mail(base64.encodebytes(TEXT.encode()), encoding="base64"),
    "Windows": lambda: mail(TEXT.encode("cp1252"), "text/plain; charset=windows-1252"),
    "Windows that calls itself Latin-1": lambda: mail(TEXT.encode("cp1252"), "text/plain; charset=iso-8859-1"),
    "Windows that calls itself ASCII": lambda: mail(TEXT.encode("cp1252"), "text/plain; charset=us-ascii"),
    "an unknown charset": lambda: mail(TEXT, "text/plain; charset=x-unknown"),
    "Mac": lambda: mail(TEXT.encode("mac_roman"), "text/plain; charset=x-mac-roman"),
    "UTF-7": lambda: mail(TEXT.encode("utf-7"), "text/plain; charset=utf-7", "7bit"),
    "UTF-16": lambda: mail(base64.encodebytes(TEXT.encode("utf-16")), "text/plain; charset=utf-16", "base64"),
    "no MIME at all": lambda: HEADERS.replace("MIME-Version: 1.0\n", "").encode() + b"\n" + TEXT.encode(),
    "72 columns": lambda: mail("\n\n".join(textwrap.fill(p, 72) for p in STORY)),
    "quoted": lambda: mail("\n>\n".join(textwrap.fill(p, 70, initial_indent="> ", subsequent_indent="> ")
                                        for p in STORY)),
    "flowed": lambda: mail("\n\n".join(textwrap.fill(p, 66).replace("\n", " \n") for p in STORY),
                           "text/plain; charset=utf-8; format=flowed"),
    "flowed with DelSp": lambda: mail("\n\n".join(textwrap.fill(p, 66).replace("\n", "  \n") for p in STORY),
                                      "text/plain; charset=utf-8; format=flowed; delsp=yes"),
    "a page alone": lambda: mail("".join(f"<p>{p}</p>" for p in STORY), "text/html; charset=utf-8"),
    "a page of divisions": lambda: mail("".join(f"<div>{p}</div><div><br></div>" for p in STORY),
                                        "text/html; charset=utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(ENCODED))
def test_every_way_of_writing_gives_the_same_text(name: str) -> None:
    assert kept(read(ENCODED[name]())) == TEXT


def test_of_two_forms_one_is_read() -> None:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Field <jo@times.example>", "d@x.example", "Ferry"
    message.set_content(TEXT)
    message.add_alternative("".join(f"<p>{p}</p>" for p in STORY), subtype="html")
    assert kept(read(message.as_bytes())).strip() == TEXT


FIELDS = {"from": "Ruth Vale <ruth@post.example>", "subject": "Ferry to close, says board", "to": "Jo Field"}
FORWARDS = {
    "Gmail": "FYI, see this.\n\n---------- Forwarded message ---------\nFrom: {from}\nDate: Mon, May 13, 2024 at "
             "9:12 AM\nSubject: {subject}\nTo: {to}\n\n\n" + TEXT,
    "Outlook": "Have a look\n\nJo\n\n-----Original Message-----\nFrom: {from}\nSent: Monday, May 13, 2024 9:12 AM\n"
               "To: {to}\nSubject: {subject}\n\n" + TEXT,
    "Outlook's rule": "Have a look\n\n________________________________\nFrom: {from}\nSent: 13 May 2024 09:12\n"
                      "To: {to}\nSubject: {subject}\n\n" + TEXT,
    "Apple": "\nBegin forwarded message:\n\n> From: {from}\n> Subject: {subject}\n> Date: 13 May 2024 at 09:12:33 BST\n"
             "> To: {to}\n> \n" + "\n".join(f"> {line}" for line in TEXT.split("\n")),
    "Thunderbird": "\n-------- Forwarded Message --------\nSubject: \t{subject}\nDate: \tMon, 13 May 2024 09:12:33 "
                   "+0100\nFrom: \t{from}\nTo: \t{to}\n\n" + TEXT,
    "twice": "---------- Forwarded message ---------\nFrom: Bo <bo@x.example>\nDate: Tue, May 14, 2024\nSubject: Fwd: "
             "x\nTo: Jo\n\nThis one?\n\n---------- Forwarded message ---------\nFrom: {from}\nDate: Mon, May 13, 2024 "
             "at 9:12 AM\nSubject: {subject}\nTo: {to}\n\n" + TEXT,
}  # fmt: skip


@pytest.mark.parametrize("name", list(FORWARDS))
def test_the_forwarded_mail_is_the_article(name: str) -> None:
    data = mail(FORWARDS[name].format(**FIELDS)).replace(b"Subject: Ferry line", b"Subject: Fwd: Ferry line", 1)
    reading = read(data)
    assert kept(reading) == TEXT
    assert (reading.head.title, reading.head.byline, reading.head.date, reading.date_found) == (
        "Ferry to close, says board", "Ruth Vale", "2024-05-13", "the forwarded mail's own date",
    )  # fmt: skip
    assert any("forwarded" in n and "Ruth Vale" in n for n in reading.notes)


def test_a_forwarded_page() -> None:
    page = (
        "<div>See this.</div><br><div class='gmail_quote'><div dir='ltr' class='gmail_attr'>---------- Forwarded "
        "message ---------<br>From: <strong>Ruth Vale</strong> <span>&lt;<a href='mailto:r@p.example'>r@p.example</a>"
        "&gt;</span><br>Date: Mon, May 13, 2024 at 9:12 AM<br>Subject: Ferry to close<br>To: Jo &lt;j@x.example&gt;<br>"
        "</div><br><br>" + "".join(f"<p>{p}</p>" for p in STORY) + "</div>"
    )
    reading = read(mail(page, "text/html; charset=utf-8"))
    assert kept(reading) == TEXT
    assert (reading.head.byline, reading.head.date, reading.head.title) == ("Ruth Vale", "2024-05-13", "Ferry to close")


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ("-- \nJo Field\nThe Arden Times", "signature"),
        ("Jo Field\nReporter, The Arden Times\nTel: +44 20 7946 0000", "signature"),
        ("This e-mail and any attachments are confidential and intended solely for the addressee.", "disclaimer"),
        ("If you have received this message in error, please notify the sender and delete it.", "disclaimer"),
        ("Please consider the environment before printing this e-mail.", "disclaimer"),
        ("Sent from my iPhone", "disclaimer"),
        ("You are receiving this email because you signed up. Unsubscribe here.", "disclaimer"),
    ],
)
def test_what_stands_below_a_letter_is_cut_and_shown(after: str, why: str) -> None:
    reading = read(mail(f"{TEXT}\n\n{after}\n"))
    assert kept(reading) == TEXT
    assert [b.cut for b in reading.blocks] == [""] * len(STORY) + [why]


def test_what_a_reply_answers_is_cut() -> None:
    reading = read(mail(f"{TEXT}\n\nOn Mon, 13 May 2024 at 09:12, Ruth Vale <r@p.example> wrote:\n> Is it true?\n> R"))
    assert kept(reading) == TEXT
    assert {b.cut for b in reading.blocks} == {"", "an earlier mail"}


def test_a_date_line_of_the_article_counts_more_than_the_day_it_was_sent() -> None:
    reading = read(mail(f"Ferry line to close\n\n2 May 2024\n\n{TEXT}"))
    assert (reading.head.date, reading.head.date_basis, reading.date_found) == (
        "2024-05-02", "stated", "a line of the text",
    )  # fmt: skip


def with_files() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Field <jo@times.example>", "d@x.example", "Two plans"
    message.set_content(TEXT)
    message.add_attachment(made.as_pdf(1, 1), maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(made.as_docx(), maintype="application", subtype="octet-stream", filename="notes.docx")
    message.add_attachment(b"\xff\xd8\xff" + bytes(50), maintype="image", subtype="jpeg", filename="photo.jpg")
    inner = email.message_from_bytes(mail(TEXT.replace("Tuesday", "Monday")), policy=email.policy.default)
    message.add_attachment(inner)
    return message.as_bytes()


def test_attachments_are_named_and_come_with_the_mail(reader: IsolatedReader) -> None:
    reading = reader.read("two.eml", with_files())
    assert isinstance(reading, Reading)
    assert reading.notes == (
        "4 attachments: report.pdf (read below), notes.docx (read below), photo.jpg (not read: a picture), "
        "Ferry line to close.eml (read below).",
    )
    told, files = taken_apart(reading, inner=False)
    assert [n for n, _ in files] == ["report.pdf", "notes.docx", "Ferry line to close.eml"]
    assert all(a.data is None for a in told.attached)
    texts = [one.text for one in (reader.read(*f) for f in files) if isinstance(one, Reading)]
    assert [made.PARAGRAPHS[0] in t or "close it by Christmas" in t for t in texts] == [True] * 3


def test_of_a_mail_within_a_mail_nothing_is_unpacked(reader: IsolatedReader) -> None:
    reading = reader.read("two.eml", with_files())
    assert isinstance(reading, Reading)
    told, files = taken_apart(reading, inner=True)
    assert files == []
    assert "report.pdf (not read: it hangs on a file that is itself within another)" in told.notes[0]


def test_a_mail_without_text_gives_what_hangs_on_it(reader: IsolatedReader) -> None:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Field <jo@times.example>", "d@x.example", "Plan"
    message.add_attachment(made.as_docx(), maintype="application", subtype="octet-stream", filename="plan.docx")
    found = reader.read("plan.eml", message.as_bytes())
    assert isinstance(found, list) and [n for n, _ in found] == ["plan.docx"]
