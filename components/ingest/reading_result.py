"""What was read of a file, before it is kept: its paragraphs, also those cut away, and what it says of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from components.domain.article import Article, make_article
from components.domain.position_on_page import Zone
from components.ingest.file_kinds import Kind
from components.ingest.language_check import require_english
from components.ingest.text_decoding import clean
from components.ingest.text_metadata import Head, read_head


class Block(msgspec.Struct, frozen=True):
    """One paragraph; ``cut`` says why it is no part of the article ("" where it is).

    ``zones`` are its printed lines, where it was read from pages; their characters are those of ``text``.
    """

    text: str
    cut: str = ""
    zones: tuple[Zone, ...] = ()


class Attachment(msgspec.Struct, frozen=True):
    """A file that hangs on a mail: its bytes where it can be read as an article, or why it isn't read."""

    name: str
    data: bytes | None = None
    why: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read.

    ``text`` is the article's text where nobody changes what is cut. ``date_found`` says where its date stands,
    ``notes`` what a reader should know (attachments left out, an encoding that was guessed).
    """

    kind: Kind
    text: str
    blocks: tuple[Block, ...]
    head: Head
    filename: str | None = None
    date_found: str | None = None
    notes: tuple[str, ...] = ()
    attached: tuple[Attachment, ...] = ()


def make_reading(
    kind: Kind,
    blocks: Collection[Block],
    stated: Head,
    *,
    text: str | None = None,
    filename: str | None = None,
    date_found: str | None = None,
    notes: tuple[str, ...] = (),
) -> Reading:
    """A checked reading: cleaned, English, within the limits; raises InputRefused.

    ``text`` is given where the file's own line breaks are kept; ``stated`` goes before what the text's head says.
    """
    whole = clean(text if text is not None else join_paragraphs(b.text for b in blocks if not b.cut))
    require_english(whole)
    own = read_head(whole)
    known = {k: v for k, v in msgspec.structs.asdict(own).items() if v}
    known.update({k: v for k, v in msgspec.structs.asdict(stated).items() if v})
    if date_found is None and known.get("date"):
        date_found = "a line of the text" if not stated.date else "what the file says of itself"
    return Reading(
        kind=kind,
        text=whole,
        blocks=tuple(_shown_block(b) for b in blocks if b.text.strip()),
        head=msgspec.convert(known, Head),
        filename=filename,
        date_found=date_found,
        notes=notes,
    )


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """Paragraphs as a text: a blank line between them."""
    return "\n\n".join(p.strip() for p in paragraphs if p.strip())


def article_of(reading: Reading, changed: Collection[int] = ()) -> Article:
    """The article of a reading; ``changed`` are the numbers of blocks that a reader cut or restored.

    A text that nobody changed is taken as it was read. Raises InputRefused.
    """
    text = reading.text
    if changed:
        kept = [b.text for n, b in enumerate(reading.blocks) if bool(b.cut) == (n in changed)]
        text = clean(join_paragraphs(kept))
    known = {k: v for k, v in msgspec.structs.asdict(reading.head).items() if v}
    return make_article(text, filename=reading.filename, **known)


def article_zones(reading: Reading, changed: Collection[int] = ()) -> tuple[Zone, ...]:
    """The printed lines of the text that ``article_of(reading, changed)`` makes; none where it has no pages."""
    if not any(b.zones for b in reading.blocks):
        return ()
    text = article_of(reading, changed).text
    out: list[Zone] = []
    at = 0
    for n, block in enumerate(reading.blocks):
        if bool(block.cut) != (n in changed):
            continue
        start = text.find(block.text, at)
        if start < 0:
            continue
        at = start + len(block.text)
        out += [msgspec.structs.replace(z, start=z.start + start, end=z.end + start) for z in block.zones]
    return tuple(out)


def _shown_block(block: Block) -> Block:
    text = _shown(block.text)
    return Block(text, block.cut, block.zones if text == block.text else ())


def _shown(text: str) -> str:
    return " ".join(text.split()) if "\n" not in text.strip() else text.strip()
