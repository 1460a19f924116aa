"""What hangs on a mail: which files of it are read as articles of their own, and why others are not."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage, Message
from pathlib import PurePath

import msgspec

from components.domain.plural import plural
from components.ingest.file_kinds import SUFFIXES
from components.ingest.limits import ARCHIVE_FILES, UNPACKED_BYTES
from components.ingest.reading_result import Attachment, Reading

SHOWN = 20  # attachments that are named
_KINDS = {"application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml",
          "application/rtf": ".rtf", "text/rtf": ".rtf", "text/markdown": ".md", "application/zip": ".zip",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
          "application/vnd.oasis.opendocument.text": ".odt"}  # fmt: skip
_OTHER = {"image": "a picture", "audio": "a sound", "video": "a film", "text/calendar": "an appointment",
          "application/pgp-signature": "a signature", "application/pkcs7-signature": "a signature",
          "application/x-pkcs7-signature": "a signature", "text/vcard": "an address card",
          "application/ms-tnef": "a bundle of Outlook's"}  # fmt: skip
_WITHIN = "it hangs on a file that is itself within another"


def attachments_in(parts: Sequence[EmailMessage]) -> tuple[Attachment, ...]:
    """The attachments of a mail, those that can be articles with their bytes, within the limits of archives."""
    out: list[Attachment] = []
    left = UNPACKED_BYTES
    for n, part in enumerate(parts, start=1):
        name, kind = _name(part, n), part.get_content_type()
        if PurePath(name).suffix.lower() not in SUFFIXES:
            why = _OTHER.get(kind) or _OTHER.get(part.get_content_maintype()) or "no kind that holds an article"
            out.append(Attachment(name, why=why))
            continue
        data = part_bytes(part)
        if len(out) >= ARCHIVE_FILES or len(data) > left:
            out.append(Attachment(name, why="too much hangs on this mail"))
            continue
        left -= len(data)
        out.append(Attachment(name, data))
    return tuple(out)


def part_bytes(part: Message) -> bytes:
    """A part's bytes; of a mail within the mail the whole of it."""
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        if isinstance(inner, list):  # a mail that hangs on a mail is parsed with it
            return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    try:
        made = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return made if isinstance(made, bytes) else b""


def taken_apart(reading: Reading, inner: bool) -> tuple[Reading, list[tuple[str, bytes]]]:
    """A reading without its attachments' bytes, and those attachments (name, bytes) that are to be read beside it.

    ``inner``: it came out of an archive or a mail itself, so that nothing of it is unpacked further.
    """
    if not reading.attached:
        return reading, []
    told = [Attachment(a.name, why=_WITHIN) if inner and a.data is not None else a for a in reading.attached]
    notes = (attachments_note(told), *(n for n in reading.notes if n != attachments_note(reading.attached)))
    told_of = tuple(Attachment(a.name, why=a.why) for a in told)
    files = [(a.name, a.data) for a in told if a.data is not None]
    return msgspec.structs.replace(reading, notes=notes, attached=told_of), files


def attachments_note(found: Sequence[Attachment]) -> str:
    """The sentence that names the attachments and says what became of each."""
    each = [f"{a.name} ({'read below' if a.data is not None else f'not read: {a.why}'})" for a in found[:SHOWN]]
    more = [f"{len(found) - SHOWN} more"] if len(found) > SHOWN else []
    count = plural(len(found), "attachment")
    return f"{count}: {', '.join(each + more)}."


def _name(part: EmailMessage, number: int) -> str:
    """The attachment's name with the ending of its kind."""
    try:
        stated = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        stated = ""
    if part.get_content_type() == "message/rfc822" and not stated:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = first.get("Subject") if isinstance(first, Message) else None
        stated = " ".join(str(subject or "").split())[:60]
    name = " ".join(str(stated).replace("/", " ").replace("\\", " ").split())[:100]
    ending = _KINDS.get(part.get_content_type(), "")
    if not name:
        return f"attachment {number}{ending}"
    return name if PurePath(name).suffix.lower() in SUFFIXES or not ending else name + ending
