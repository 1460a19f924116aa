"""Bytes -> text: by their mark, then as strict UTF-8, then by charset-normalizer; never by replacement."""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer

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
_OLD = ("cp1252", "mac_roman")
# Encodings that differ from these by a few letters: where one of them fits, the old ones are tried.
_LATIN = ("cp1252", "mac_roman", "latin_1", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859_15", "iso8859_9",
          "mac_latin2", "mac_iceland", "mac_turkish", "cp437", "cp850", "cp858", "hp_roman8", "cp1251", "mac_cyrillic",
          "mac_greek", "cp1253", "cp1255", "cp1256", "cp775", "cp852", "iso8859_2", "iso8859_3", "iso8859_4",
          "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_16", "cp1125", "cp855", "cp866", "koi8_r", "koi8_u",
          "ptcp154", "kz1048", "cp1006", "cp720", "cp737", "cp856", "cp857", "cp860", "cp861", "cp862", "cp863",
          "cp864", "cp865", "cp869", "cp874", "tis_620", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8",
          "iso8859_11", "big5", "gb18030", "johab", "cp949")  # fmt: skip
_WELL_SET = re.compile(
    "[a-z]’[a-z]|[a-z]s’ |(?:^|[\\s(])[“‘][\\w]|[\\w.,!?]”|[a-z ][–—][a-z ]|[a-z][àâçèéêëîïñóôöùûü][a-z]"
)
_ODD = re.compile(
    "[a-z][À-ÞŒŠŸŽ]|[À-ÞŒŠŸŽ]{2}|[a-z][‚ƒ„†‡ˆ‰‹›¢£¥§¨ª«¬¯°±²³´µ¶·¸¹º»¼½¾¿×÷√∫≈∆◊Ω∂∑∏π][a-z]|[ìîí] |(?:^| )[ìîí][A-Z]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the encoding it was read in; ``declared`` is what the file or its mail says it is in.

    Raises NothingToRead, TooLong or NotText.
    """
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
    for name in _in_turn(declared):
        try:
            text = data.decode(name)
        except (ValueError, LookupError):
            continue
        # Many are UTF-16 without its mark; a few are dirt, which cleaning takes out.
        if text.count("\x00", 0, 4096) * 50 <= min(len(text), 4096):
            return text, name
    return _guess(data)


def _in_turn(declared: str | None) -> list[str]:
    """The encodings to try: UTF-8 before what is declared, unless that is one whose bytes look like ASCII."""
    named = (declared or "").strip(" \"'").lower()
    named = {"x-mac-roman": "mac_roman", "unicode-1-1-utf-7": "utf-7", "ansi": "cp1252"}.get(named, named)
    try:
        known = codecs.lookup(named).name if named else ""
    except (ValueError, LookupError):
        return ["utf-8"]
    if known in {"iso8859-1", "ascii"}:
        return ["utf-8", "cp1252", known]  # what calls itself Latin-1 has Windows' quotation marks
    return [known, "utf-8"] if re.match("utf-?7|iso2022|hz", known) else ["utf-8", *([known] if known else [])]


def _guess(data: bytes) -> tuple[str, str]:
    """A text in an older encoding; raises NotText where none fits."""
    best = None if data.count(0) > len(data) * 0.6 else charset_normalizer.from_bytes(data[:400_000]).best()
    found: list[tuple[int, str, str]] = []
    if best is not None:
        # What old files of English newsrooms are in is tried beside the likeliest; its look-alikes go by chance.
        near = {best.encoding, *best.could_be_from_charset}
        for name in dict.fromkeys((*(_OLD if near & set(_LATIN) else ()), best.encoding)):
            try:
                text = data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
            if _CONTROL.search(text[:20_000]) is None:
                found.append((_well_set(text[:200_000]), name, text))
    if not found:
        raise NotText("It holds no readable text. Save the article as plain text (UTF-8) and try again.")
    _, name, text = max(found, key=lambda f: f[0])
    return text, name


def _well_set(text: str) -> int:
    """How well the typography fits: quotation marks and dashes where they belong, no capital inside a word."""
    return len(_WELL_SET.findall(text)) - 2 * len(_ODD.findall(text))


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
