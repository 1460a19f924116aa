"""Lines of print as running text: a word broken at a line's end is whole again, a compound keeps its hyphen."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence

from components.ingest.english_words import english
from components.ingest.text_decoding import clean

_BROKEN = re.compile(
    r"(?P<before>[^\W_][-\u2010])?(?<![^\W_])(?P<start>[^\W\d_][^\W\d_’']*)(?P<hyphen>[-\u2010\u00ad])$"
)
_COMPOUND = re.compile(r"[^\W_](?:[-\u2010]|[\u2014/@])$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010’'][^\W_]+)*")
TELLING = 25  # lines without a broken word, from which on words aren't broken in a text
_NUMBERS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_LAST = frozenset("in up out off on by to of the law down over".split())
# What begins a compound more often than it is a broken word's first syllable.
_FIRST = frozenset("well half self mid non ex ill much little high low long short old new big full part cross".split())


def known_in(lines: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that stand whole within lines: what a broken word may be one of."""
    out: set[str] = set()
    for line in lines:
        words = _TOKEN.findall(line.casefold().replace("\u2010", "-"))
        out.update(words[1:-1] if line.rstrip().endswith(("-", "\u2010", "\u00ad")) else words[1:])
    return frozenset(out)


def breaks_words(lines: Sequence[str]) -> bool:
    """Whether words are broken at the ends of a text's lines; of a short text it is taken to be so."""
    if len(lines) < TELLING:
        return True
    for line, after in itertools.pairwise(lines):
        found, rest = _BROKEN.search(line[-60:].rstrip()), _GOES_ON.match(after)
        if found and rest and rest.group().islower():
            first, second = found["start"].casefold(), rest.group()
            if first + second in english() and not (first in english() and second in english()):
                return True
    return False


def tidy_line(line: str) -> str:
    """A printed line as it is kept: composed letters, single blanks, nothing invisible but a hyphen at its end."""
    line = line.replace("\ufffe", "-").replace("\x02", "-")
    if not any(c.isprintable() and not c.isspace() for c in line):
        return ""
    soft = line.rstrip().endswith("\u00ad")
    line = " ".join(clean(line).split()) if line.strip("\u00ad \t\n") else ""
    return f"{line}\u00ad" if soft and line else line


def join_lines(lines: Sequence[str], known: frozenset[str], breaks: bool = True) -> tuple[str, list[tuple[int, int]]]:
    """Tidy lines as one paragraph, and where in it each stands (characters, end-exclusive; empty lines nowhere)."""
    out, places = "", []
    for line in lines:
        if not line:
            places.append((len(out), len(out)))
            continue
        if out.endswith("-") and line[0] == "-" and line[1:2].isalpha():  # printed on both lines
            line = line[1:]
        if out and (cut := _break(out, line, known, breaks)) is not None:
            out = out[: len(out) - cut]
            if cut and places:
                start, end = places[-1]
                places[-1] = (start, min(end, len(out)))
        elif out:
            out += " "
        # No mark of a letter that ends a line is composed with what begins the next.
        if unicodedata.combining(line[0]) and out and not out.endswith(" "):
            line = line[1:]
        places.append((len(out), len(out) + len(line)))
        out += line
    if out.endswith("\u00ad"):
        out = out[:-1]
        places[-1] = (places[-1][0], len(out))
    return out, places


def _break(text: str, line: str, known: frozenset[str], breaks: bool) -> int | None:
    """How many signs go at a line's end where the next line follows without a blank; None where a blank is due."""
    found = _BROKEN.search(text[-60:])
    rest = _GOES_ON.match(line)
    if (
        found
        and rest
        and (
            found["hyphen"] == "\u00ad"
            or rest.group()[0].islower()
            or (found["start"].isupper() and rest.group().isupper() and len(found["start"]) > 1)
        )
    ):
        if found["hyphen"] == "\u00ad":
            return 1
        inside = line[rest.end() : rest.end() + 1] in {"-", "\u2010"}  # of a compound that goes on
        first, second = found["start"], rest.group()
        if not breaks and first in english() and second in english():
            return 0
        return 1 if _is_one(first, second, text, known, inside, bool(found["before"])) else 0
    if text.endswith("\u00ad"):
        return 1
    if line[0] == "@" and text[-1].isalnum():
        return 0
    if _COMPOUND.search(text[-2:]) and line[0].isalnum() and (text[-1] != "/" or not text[-2].isspace()):
        return 0
    # A word that was too long for its line, broken without a sign.
    last = re.search(r"(?:^|\s)([^\W\d_]+)$", text[-40:])
    if last and rest and rest.group()[0].islower():
        a, b = last.group(1).casefold(), rest.group().casefold()
        if a + b in english() and not any(half in words for half in (a, b) for words in (english(), known)):
            return 0
    return None


def _is_one(start: str, rest: str, text: str, known: frozenset[str], inside: bool, compound: bool) -> bool:
    """Whether both halves are one word, by the text's own words, then by English ones.

    ``compound``: the first follows a hyphen; ``inside``: a hyphen follows the second.
    """
    first, second, words = start.casefold(), rest.casefold(), english()
    if compound and first in words:  # "mother-in-" before "law"
        return False
    if first + second in known:
        return True
    if f"{first}-{second}" in known or first in _NUMBERS or len(first) == 1:
        return False
    if first + second in words:
        return True
    if inside and first in words and second in words and not start[0].isupper():
        return False
    if (
        second in _LAST
        or first in _FIRST
        or (first in words and second in words and len(first) > 2 and len(second) > 2)
    ):
        # A name is broken more often than it is half a compound.
        return start[0].isupper() and not re.search(rf"(?:^|[.!?:]\W+){re.escape(start)}.?$", text)
    return True
