"""Reads mails and saved web pages (MHTML): the letter's own text, or the page within."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage, Message

import msgspec

from components.domain.errors import NothingToRead, NotText
from components.ingest.decode import decode
from components.ingest.head import Head
from components.ingest.html import read_html
from components.ingest.reading import Block, Reading, make_reading

_SIGNATURE = re.compile(r"(?m)^-- ?$")
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
    parts = list(_walked(message))
    attached = [
        p for p in parts if p.get_content_disposition() == "attachment" or p.get_content_maintype() == "message"
    ]
    body = [p for p in parts if p not in attached]
    head = _head(message)
    plain = next((p for p in body if p.get_content_type() == "text/plain" and _bytes(p).strip()), None)
    page = next((p for p in body if p.get_content_type() == "text/html"), None)
    names = ", ".join(str(p.get_filename() or "without a name")[:60] for p in attached[:5])
    notes = (
        (f"Not read: {len(attached)} attached file{'s' if len(attached) > 1 else ''} ({names}).",) if attached else ()
    )
    found = "the mail's own date" if head.date else None
    if plain is not None and page is not None and _length(page) > PAGE_OVER * _length(plain):
        plain = None  # a list's footer beside the letter itself
    if plain is None and page is not None:
        read = read_html(_bytes(page), filename, None, page.get_content_charset())
        known = {k: v for k, v in msgspec.structs.asdict(head).items() if v}
        kept = msgspec.structs.replace(read.head, **known)
        return msgspec.structs.replace(read, kind="mail", head=kept, notes=notes, date_found=found or read.date_found)
    if plain is None:
        raise NothingToRead("The mail holds no text. Save its attachment and add that file.")
    text, _ = decode(_bytes(plain), plain.get_content_charset())
    letter, *signature = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)
    blocks = [Block(b) for b in re.split(r"\n\s*\n", letter)]
    blocks += [Block(s, "signature") for s in signature]
    return make_reading("mail", blocks, head, text=letter, filename=filename, notes=notes, date_found=found)


def _length(part: EmailMessage) -> int:
    """About how many characters of text a part holds."""
    return len(re.sub(rb"(?s)<(style|script).*?</\1>|<[^>]*>|\s+", b"", _bytes(part)))


def _parsed(data: bytes) -> EmailMessage:
    try:
        made = email.message_from_bytes(data, policy=email.policy.default)
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


def _head(message: EmailMessage) -> Head:
    try:
        subject = " ".join(str(message.get("Subject") or "").split())
        name, _ = email.utils.parseaddr(str(message.get("From") or ""))
        sent = email.utils.parsedate_to_datetime(str(message.get("Date"))) if message.get("Date") else None
    except (ValueError, TypeError, IndexError, LookupError):
        return Head()
    subject = re.sub(r"(?i)^(?:(?:re|fw|fwd|aw|wg)\s*:\s*)+", "", subject)
    return Head(
        title=subject or None,
        byline=name.strip()[:200] or None,
        date=sent.date().isoformat() if sent else None,
        date_basis="metadata" if sent else None,
    )
