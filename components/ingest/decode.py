"""Bytes -> text: by their mark, then as strict UTF-8, then by charset-normalizer; never by replacement."""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer
import filetype

from components.domain.errors import NothingToRead, NotText, TooLong
from components.ingest.limits import MAX_BYTES, MAX_CHARACTERS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Invisible characters that split names or turn text round: soft hyphen, zero-width marks, bidi controls.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was read in; raises NothingToRead, TooLong or NotText."""
    if len(data) > MAX_BYTES:
        raise TooLong(
            f"It is {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB. Split it and try again."
        )
    if not data.strip():
        raise NothingToRead("It is empty. Choose a file that holds the article's text.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise NotText(f"It begins as {name.upper()} text but is damaged. Save it again as UTF-8.") from error
    kind = filetype.guess(data[:8192])
    if kind is not None:
        raise NotText(f"It is a {kind.extension.upper()} file, not text. Save the article as plain text and try again.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if "\x00" in text[:4096]:
        return _guess(data)
    return text, "utf-8"


def _guess(data: bytes) -> tuple[str, str]:
    """A text in an older encoding; raises NotText where none fits."""
    best = None if data.count(0) > len(data) * 0.6 else charset_normalizer.from_bytes(data[:400_000]).best()
    if best is not None and not best.could_be_from_charset:
        best = None
    if best is not None:
        # Windows-1252 is what English newsrooms' old files are in; its look-alikes are chosen on chance.
        names = [n for n in ("cp1252", best.encoding) if n in best.could_be_from_charset or n == best.encoding]
        for name in dict.fromkeys(names):
            try:
                text = data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
            if _CONTROL.search(text[:20_000]) is None:
                return text, name
    raise NotText("It holds no readable text. Save the article as plain text (UTF-8) and try again.")


def clean(text: str) -> str:
    """The text as it is stored: NFC, line feeds, no control or invisible characters; raises NothingToRead, TooLong."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\x0c", "\n")
    text = unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))
    text = text.encode("utf-8", "replace").decode("utf-8").strip("\n")
    if not text.strip():
        raise NothingToRead("It holds no words. Choose a file, or paste a text, with the article in it.")
    if len(text) > MAX_CHARACTERS:
        raise TooLong(
            f"It has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}. "
            "Cut it to the article itself, or split it, and try again."
        )
    return text
