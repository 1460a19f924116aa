"""Undoes the wrapping of lines in mail and wire copy: a paragraph a line again, what is meant as lines left alone."""

from __future__ import annotations

import re

from components.domain.line_wrapping import Line, has_indented_paragraphs, lines_of, wrapped_breaks
from components.ingest.english_words import english
from components.ingest.page_layout.hyphenation import join_lines, known_in

_QUOTED = re.compile(r"(?P<marks>(?:>[ \t]?)+)(?P<rest>.*)")
_LOOK = 100  # characters back in which the last word stands
FEWEST_QUOTED = 3  # lines that begin with ">" from which on they are a quoted text
_BROKEN = re.compile(r"(?<![^\W\d_][-\u2010])\b(?P<start>[^\W\d_]+)(?P<hyphen>[-\u2010])$")
# Syllables that no writer sets a hyphen after, and prefixes that many do.
_BOUND = frozenset("un dis im il ir mis".split())
_PREFIXES = frozenset("anti co counter de ex extra hyper inter micro mid multi neo non over post pre pro pseudo re "
                      "semi sub super trans turbo ultra under".split())  # fmt: skip
# "two- and three-year terms": a hyphen that hangs is followed by a blank.
_HANGS = re.compile(r"(?:and|or|to|nor|but|und)\s")


def undo_quoting(text: str) -> str:
    """A text without the marks ("> ") before the lines of a mail that is quoted; a change of depth is a blank line."""
    lines = text.split("\n")
    found = [_QUOTED.fullmatch(line.lstrip(" ") if line.lstrip(" ").startswith(">") else line) for line in lines]
    if sum(f is not None for f in found) < FEWEST_QUOTED:
        return text
    out: list[str] = []
    before = 0
    for line, match in zip(lines, found, strict=True):
        depth = match["marks"].count(">") if match else 0
        if depth != before and out and out[-1].strip() and (line.strip() or match):
            out.append("")
        out.append(match["rest"] if match else line)
        before = depth
    return "\n".join(out)


def unwrap(text: str) -> str:
    """The text with every wrapped paragraph on one line; a text whose line breaks are meant comes back as it is."""
    lines = lines_of(text)
    joined = wrapped_breaks(lines)
    if not joined:
        return text
    known = known_in(line.text for line in lines)
    syllables = _by_syllables(lines, joined, known)
    apart = has_indented_paragraphs(lines, joined)
    raw = text.split("\n")
    out: list[str] = []
    paragraph: list[Line] = []
    for n, line in enumerate(lines):
        paragraph.append(line)
        if n in joined:
            continue
        alone = not any(0 <= m < len(lines) and lines[m].text for m in (n - 1, n + 1))
        kept = len(paragraph) == 1 and not apart and not alone  # one of lines that are meant: its indentation too
        whole = raw[n].rstrip() if kept else _whole(paragraph, known, syllables)
        if apart and whole and out and out[-1].strip():
            out.append("")
        out.append(whole)
        paragraph = []
    return "\n".join(out).strip("\n")


def _by_syllables(lines: list[Line], joined: frozenset[int], known: frozenset[str]) -> bool:
    """Whether words were broken at the ends of lines: some hyphen there stands where no compound has one."""
    words = english()
    for n in joined:
        found = _BROKEN.search(lines[n].text[-60:])
        rest = re.match(r"[^\W\d_]+", lines[n + 1].text)
        if found is None or rest is None:
            continue
        first, second = found["start"].casefold(), rest.group().casefold()
        if first + second not in words and first + second not in known:
            continue
        if first in _BOUND or first not in words | _PREFIXES or second not in words:
            return True
    return False


def _whole(paragraph: list[Line], known: frozenset[str], syllables: bool) -> str:
    """Wrapped lines as one; ``syllables``: a hyphen at a line's end may be no part of the word."""
    done: list[str] = []
    out = paragraph[0].text
    for line in paragraph[1:]:
        if len(out) > _LOOK:  # what lies further back stays as it is
            done.append(out[:-_LOOK])
            out = out[-_LOOK:]
        if _HANGS.match(line.text) and not re.search(r"\w-[^\W\d_]*-$", out):
            out += " " + line.text
        elif re.search(r"\w--$", out) or re.match(r"--\w", line.text):
            out += line.text
        elif re.search(r"\w[-\u2010]$", out) and line.text[0].isalnum() and not (syllables and _BROKEN.search(out)):
            out = _either(out, line.text, known)
        elif re.search(r"[\w][-\u2010\u00ad\u2014]$", out):
            out = join_lines([out, line.text], known)[0]
        else:
            out += " " + line.text
    return "".join(done) + out


def _either(before: str, line: str, known: frozenset[str]) -> str:
    """A word with its hyphen, unless the text itself has it without."""
    found, rest = _BROKEN.search(before[-60:]), re.match(r"[^\W\d_]+", line)
    if found and rest:
        first, second = found["start"].casefold(), rest.group().casefold()
        if first + second in known and f"{first}-{second}" not in known:
            return before[:-1] + line
    return before + line
