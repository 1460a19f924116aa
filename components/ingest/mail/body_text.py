"""The text of a mail: which of it is the article, and what else it holds (signature, disclaimer, an earlier mail)."""

from __future__ import annotations

import re
from typing import NamedTuple

from components.ingest.reading_result import Block
from components.ingest.text_metadata import Head, date_in
from components.ingest.unwrap_lines import undo_quoting, unwrap

FEW = 40  # words of a reply under which what it quotes is the article

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_FORWARD = re.compile(
    r"(?im)^[> \t]*(?:-{3,} *(?:forwarded (?:message|by)|weitergeleitete nachricht)[^\n]*"
    r"|begin forwarded message:?)[ \t]*$"
)
_ORIGINAL = re.compile(r"(?im)^[> \t]*-{3,} *original (?:message|appointment) *-{3,}[ \t]*$")
# Outlook's newer way: a rule, then the header lines; or these alone.
_BARE = re.compile(r"(?im)^[> \t*]*from:.*\n[> \t*]*(?:sent|date):.*\n[> \t*]*(?:to|cc|subject):")
_WROTE = re.compile(r"(?ims)^[> ]*(?:on|le|am)\b[^\n]{6,120}(?:\n[^\n]{0,90})?\b(?:wrote|schrieb|a écrit)\s*:\s*$")
_FIELD = re.compile(
    r"(?i)^[>\s]*\*{0,2}(?P<name>from|date|sent|subject|to|cc|bcc|reply-to|importance|attachments)\*{0,2}:\*{0,2}"
    r"[ \t]*(?P<value>.*)$"
)
_RULE = re.compile(r"(?m)^[ \t]*(?:_{10,}|-{10,})[ \t]*$")
_DISCLAIMER = re.compile(
    r"(?i)\b(?:this (?:e-?mail|message|communication)(?: and any| \(|,? including| (?:is|may be|contains|was sent))"
    r"[^.]{0,160}(?:confidential|privileged|intended|attachment|legally)|if you (?:are not the intended|have received "
    r"this)|intended (?:solely|only) for the|consider the environment before|sent from my \w|get outlook for|"
    r"you(?:[’']re| are)? receiv(?:ed|ing) this (?:e-?mail|message|newsletter)|(?:to )?unsubscribe\b|"
    r"registered (?:office|in england)|scanned (?:for|by) (?:viruses|\w+)|virus-free|view (?:this|it) (?:e-?mail )?in "
    r"your browser|manage your (?:preferences|subscription))"
)
_REACHED = re.compile(
    r"(?i)\b(?:tel|phone|mobile|mob|fax|t|m|e)[.:]\s*[+\d(]|[\w.+-]{1,64}@[\w-]+\.\w|(?:\+|\b0)\d[\d ()-]{7,}"
)


class Letter(NamedTuple):
    """The paragraphs of a mail's text; ``head`` is what a forwarded mail says of itself."""

    blocks: list[Block]
    head: Head | None = None


def read_letter(text: str, *, subject: str = "", flowed: bool = False, delsp: bool = False) -> Letter:
    """The article in a mail's text, the rest of it as what was cut."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        text = undo_format_flowed(text, delsp)
    before, head, body = _forwarded(text, subject)
    cut: list[Block] = [Block(b, "note of who forwarded it") for b in _parts(before)]
    body, after = _without_thread(body)
    body, *signature = _SIGNATURE.split(body, maxsplit=1)
    blocks = _disclaimed([Block(b) for b in _parts(body)])
    blocks += [Block(s.strip("\n"), "signature") for s in signature]
    blocks += [Block(b, "an earlier mail") for b in _parts(after)]
    return Letter(cut + blocks, head)


def undo_format_flowed(text: str, delsp: bool = False) -> str:
    """A text of format=flowed (RFC 3676): lines that end in a blank go on in the next."""
    out: list[list[str]] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:]
        words = words.removeprefix(" ")  # stuffed
        flows = words.endswith(" ") and words != "-- "
        if open_depth == depth and words != "-- " and out:
            out[-1].append(words)
        else:
            out.append([(">" * depth + " " if depth else "") + words])
        if flows and delsp:
            out[-1][-1] = out[-1][-1][:-1]
        open_depth = depth if flows else None
    return "\n".join("".join(line) for line in out)


def _parts(text: str) -> list[str]:
    """The paragraphs of a part of a mail, its quoting and wrapping undone."""
    return [p.strip("\n") for p in re.split(r"\n\s*\n", unwrap(undo_quoting(text).strip("\n"))) if p.strip()]


def _forwarded(text: str, subject: str) -> tuple[str, Head | None, str]:
    """What stands before a forwarded mail, what that says of itself, and its text; "" and None where none is."""
    before, head, body = "", None, text
    for _ in range(5):  # a mail that was forwarded again and again: the innermost is the article
        mark = _FORWARD.search(body)
        start = mark.end() if mark else 0
        if mark is None and (head is not None or re.match(r"(?i)\s*(?:fwd?|wg|tr|i)\s*:", subject)):
            mark = _ORIGINAL.search(body)
            bare = _BARE.search(body)
            if mark is None and bare is not None:
                mark, start = bare, bare.start()
            elif mark is not None:
                start = mark.end()
        if mark is None or (head is not None and len(body[: mark.start()].split()) > FEW):
            break
        known, rest = _fields(body[start:])
        if not rest.strip() or not known:
            break
        before += _RULE.sub("", body[: mark.start()]) + "\n\n"
        sender = re.split(r"[<\[(]", known.get("from", ""), maxsplit=1)[0].strip(" \"'*")
        day = date_in(known.get("date") or known.get("sent") or "")
        head = Head(
            title=re.sub(r"(?i)^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", known.get("subject", "").strip(" *")) or None,
            byline=sender[:200] if sender and "@" not in sender else None,
            date=day,
            date_basis="metadata" if day else None,
        )
        body = rest
    return before, head, body


def _fields(text: str) -> tuple[dict[str, str], str]:
    """The header lines at the top of a forwarded mail, and what follows them."""
    known: dict[str, str] = {}
    lines = text.split("\n")
    at = 0
    last = ""
    while at < len(lines):
        line = lines[at]
        found = _FIELD.match(line)
        if found:
            last = found["name"].lower()
            known.setdefault(last, found["value"].strip())
        elif not line.strip(" \t>"):
            if known:
                break
        elif last and line[:1] in " \t>" and len(known) < 8:
            known[last] += " " + line.strip(" \t>")
        else:
            break
        at += 1
    return known, "\n".join(lines[at:])


def _without_thread(text: str) -> tuple[str, str]:
    """A reply and what it answers; a few words above a quoted text are no article, the quoted text is."""
    found = _WROTE.search(text) or _ORIGINAL.search(text)
    if found is None:
        return text, ""
    above = _SIGNATURE.split(text[: found.start()], maxsplit=1)[0]
    if len(above.split()) >= FEW:
        return text[: found.start()], text[found.start() :]
    return text[found.end() :] if text[found.end() :].strip() else text, text[: found.start()]


def _disclaimed(blocks: list[Block]) -> list[Block]:
    """The paragraphs with disclaimers, and the sender's address at their end, cut."""
    out: list[Block] = []
    for n, block in enumerate(blocks):
        found = _DISCLAIMER.search(block.text) if n or len(blocks) == 1 else _DISCLAIMER.match(block.text)
        out.append(Block(block.text, "disclaimer") if found and len(blocks) > 1 else block)
    last = next((n for n in range(len(out) - 1, 0, -1) if not out[n].cut), 0)
    lines = out[last].text.split("\n") if out else []
    if last and 2 <= len(lines) <= 8 and max(map(len, lines)) <= 60 and _REACHED.search(out[last].text):
        out[last] = Block(out[last].text, "signature")
    return out
