"""Reads mails and saved web pages (MHTML): the letter's own text, or the page within."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage, Message

import msgspec

from components.domain.errors import NoArticle, NothingToRead, NotText
from components.ingest.limits import MAX_CHARACTERS
from components.ingest.mail.attachments import attachments_in, attachments_note
from components.ingest.mail.body_text import Letter, read_letter
from components.ingest.reading_result import Attachment, Reading, join_paragraphs, make_reading
from components.ingest.text_decoding import clean, decode
from components.ingest.text_metadata import Head, date_in, read_head
from components.ingest.web_page.reader import mail_text, read_html

# What may stand before the first header: the mark of UTF-8, blank lines, the line of a mailbox file.
_LEAD = re.compile(rb"\A(?:\xef\xbb\xbf|[ \t]*\r?\n)*(?:>?From [^\r\n:]*(?::\d\d[^\r\n]*)?\r?\n)?")
PAGE_OVER = 3  # times longer than the plain text, from which on a page is the letter
_PARTS = 200  # of a mail, over which it is no letter
_DAMAGED = "The mail is damaged and can't be read. Save it again, or copy its text."


def read_mhtml(data: bytes, filename: str | None = None) -> Reading:
    """The article on a saved web page; raises InputRefused."""
    message = _parsed(data)
    for part in _walked(message):
        if part.get_content_type() == "text/html":
            address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            url = str(address).strip() if address else None
            return msgspec.structs.replace(
                read_html(_bytes(part), filename, url, part.get_content_charset()), kind="mhtml"
            )
    raise NothingToRead("The saved page holds no text. Save it again as a web page, complete.")


def read_mail(data: bytes, filename: str | None = None) -> Reading:
    """The article in a mail: its plain text, or its page; raises InputRefused."""
    message = _parsed(data)
    body, hanging = _sorted(message)
    found = attachments_in(hanging)
    head = _head(message)
    subject = str(_field(message, "Subject") or "")
    plain = [p for p in body if p.get_content_maintype() == "text" and p.get_content_type() != "text/html"]
    plain = [p for p in plain if _bytes(p).strip()]
    page = next((p for p in body if p.get_content_type() == "text/html" and _bytes(p).strip()), None)
    if page is not None and _length(page) > PAGE_OVER * sum(map(_length, plain)):
        plain = []  # a list's footer beside the letter itself
    if plain:
        letters = [_letter(p, subject) for p in plain]
        letter = Letter([b for one in letters for b in one.blocks], next((x.head for x in letters if x.head), None))
    elif page is not None:
        text, _ = decode(_bytes(page), page.get_content_charset())
        written = mail_text(text)
        letter = read_letter(clean(written) if len(written) > MAX_CHARACTERS else written, subject=subject)
        if letter.head is None:
            try:
                read = read_html(_bytes(page), filename, None, page.get_content_charset())
            except (NoArticle, NothingToRead):
                pass  # a letter of a few lines is none to a reader of pages
            else:
                known = {k: v for k, v in msgspec.structs.asdict(head).items() if v}
                kept = msgspec.structs.replace(read.head, **known)
                return msgspec.structs.replace(
                    read,
                    kind="mail",
                    head=kept,
                    date_found="the mail's own date" if head.date else read.date_found,
                    attached=found,
                    notes=(*((attachments_note(found),) if found else ()), *read.notes),
                )
    else:
        raise NothingToRead("The mail holds no text. Save its attachment and add that file.")
    return _reading(letter, head, filename, found)


def attachments_of(data: bytes) -> list[tuple[str, bytes]]:
    """The files (name, bytes) that hang on a mail and can be articles; raises NotText."""
    return [(a.name, a.data) for a in attachments_in(_sorted(_parsed(data))[1]) if a.data is not None]


def _reading(letter: Letter, head: Head, filename: str | None, found: tuple[Attachment, ...]) -> Reading:
    where = "the mail's own date"
    notes: tuple[str, ...] = ()
    if letter.head is not None:
        head = msgspec.structs.replace(letter.head, title=letter.head.title or head.title)
        where = "the forwarded mail's own date"
        told = [w for w in (letter.head.byline and f"from {letter.head.byline}", letter.head.date) if w]
        notes = (f"A forwarded mail{' (' + ', '.join(told) + ')' if told else ''}: it is taken as the article.",)
    text = join_paragraphs(b.text for b in letter.blocks if not b.cut)
    own_date = read_head(clean(text)).date if text.strip() else None
    if own_date:  # the article's own line says more than the day on which it was sent
        head, where = msgspec.structs.replace(head, date=own_date, date_basis="stated"), "a line of the text"
    read = make_reading(
        "mail", letter.blocks, head, text=text, filename=filename, notes=notes, date_found=where if head.date else None
    )
    return msgspec.structs.replace(
        read, attached=found, notes=(*((attachments_note(found),) if found else ()), *read.notes)
    )


def _letter(part: EmailMessage, subject: str) -> Letter:
    text, _ = decode(_bytes(part), part.get_content_charset())
    if len(text) > MAX_CHARACTERS:
        text = clean(text)  # raises TooLong
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    delsp = str(part.get_param("delsp") or "").lower() == "yes"
    return read_letter(text, subject=subject, flowed=flowed, delsp=delsp)


def _sorted(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The parts that are the letter, and those that hang on it; of pictures within its page neither."""
    body: list[EmailMessage] = []
    hanging: list[EmailMessage] = []
    for part in _walked(message):
        named = bool(_named(part))
        apart = part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"
        if not apart and not (named and body):
            body.append(part)
        elif not (part.get("Content-ID") and part.get_content_maintype() == "image"):
            hanging.append(part)
    return body, hanging


def _named(part: EmailMessage) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""


def _length(part: EmailMessage) -> int:
    """About how many characters of text a part holds."""
    return len(re.sub(rb"(?s)<(style|script).*?</\1>|<[^>]*>|\s+", b"", _bytes(part)))


def _parsed(data: bytes) -> EmailMessage:
    try:
        made = email.message_from_bytes(_LEAD.sub(b"", data, count=1), policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise NotText(_DAMAGED) from error
    return made


def _walked(message: Message) -> list[EmailMessage]:
    """The parts that hold something, in order; a mail of too many parts is none."""
    out: list[EmailMessage] = []
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting[:0] = part.get_payload()  # type: ignore[assignment]
        elif isinstance(part, EmailMessage):
            out.append(part)
        if len(out) + len(waiting) > _PARTS:
            raise NotText(f"The mail has over {_PARTS} parts. Copy its text instead.")
    return out


def _bytes(part: Message) -> bytes:
    try:
        made = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError) as error:
        raise NotText(_DAMAGED) from error
    return made if isinstance(made, bytes) else b""


def _field(message: EmailMessage, name: str) -> object:
    """A header's value; None where its own parser stumbles over it."""
    try:
        return message.get(name)
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return None


def _head(message: EmailMessage) -> Head:
    subject = " ".join(str(_field(message, "Subject") or "").split())
    sent = None
    try:
        name, _ = email.utils.parseaddr(str(_field(message, "From") or ""))
        stated = _field(message, "Date")
        sent = email.utils.parsedate_to_datetime(str(stated)) if stated else None
    except (ValueError, TypeError, IndexError, LookupError):
        name = ""
    day = sent.date().isoformat() if sent else date_in(str(_field(message, "Date") or ""))
    subject = re.sub(r"(?i)^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", subject)
    return Head(
        title=subject or None,
        byline=name.strip()[:200] or None,
        date=day,
        date_basis="metadata" if day else None,
    )
