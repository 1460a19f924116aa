"""A text's outline: its paragraphs, its headings, and which line is the headline.

Every line break divides paragraphs but those that only the width of the lines put there (``line_wrapping.py``).
"""

from __future__ import annotations

import re

import msgspec

from components.domain.line_wrapping import lines_of, wrapped_breaks
from components.domain.spans import Span, trim_span

LONGEST_HEADING = 22  # words; the longest headline that the wire services' style books allow is about 15
_TERMINAL = (".", "!", "?", ":", ";", ",", "--", "—", "_", "...")
_CLOSED = ('"', "”", "''")
_WIRE = re.compile(r"\(?\b(?:AP|Reuters|REUTERS|AFP|Xinhua|UPI|CP)\b\s*\)?\s*[-—–_]*$")
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.’'-]+ [A-Z]")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE_LINE = re.compile(
    r"[(\[]?(?:(?:(?:first|last) )?(?:published|posted|updated|date|dated|issued|aired|released)\b(?: on| at)?:? *)?"
    r"(?-i:[A-Z][\w.’'/-]*(?:,? [A-Z][\w.’'/-]*){0,4}(?: ?\([\w ]{2,20}\))?(?:,| -| –| —|:) +)?"
    r"(?:\d{1,2}[:.]\d\d *(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?,? *(?:on )?)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +)?"
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d(?:t[\d:.]+z?)?)"
    r"(?: ?[,·|–—-]? *(?:at )?\d{1,2}[:.]\d\d(?::\d\d)? *(?:[ap]\.?m\.?)?)?(?: *[a-z]{1,4})?[\s.)\]—–:-]*",
    re.IGNORECASE,
)
_BULLET = ("- ", "* ", "• ")
_SMALL = frozenset(
    (
        "a an and as at but by for from if in into is it its nor of off on or over per so than that the to up via vs "
        "with after amid"
    ).split()
)


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs and headings in text order; ``headline`` is the title, ``alternative`` its second line."""

    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]
    headline: Span | None = None
    alternative: Span | None = None


def outline_of(text: str, title: str = "") -> Outline:
    """The outline of a text; ``title`` is the one given from outside, if any."""
    paragraphs = paragraph_spans(text)
    headings = _headings(text, paragraphs)
    headings = _with_title(text, paragraphs, headings, title.strip())
    headline, alternative = _headline(text, paragraphs, headings, title.strip())
    return Outline(paragraphs=tuple(paragraphs), headings=tuple(headings), headline=headline, alternative=alternative)


def paragraph_spans(text: str) -> list[Span]:
    """The paragraphs of a text: its lines, those that were wrapped by hand as one."""
    lines = lines_of(text)
    joined = wrapped_breaks(lines)
    out: list[Span] = []
    start = 0
    for n, line in enumerate(lines):
        if n - 1 not in joined:
            start = line.start
        span = trim_span(text, (start, line.start + len(line.text)))
        if n not in joined and span[0] < span[1]:
            out.append(span)
    return out


def is_heading(line: str, *, first: bool, before_longer: bool) -> bool:
    """Whether a line is a title or section heading.

    ``first``: nothing but headings stands before it. ``before_longer``: a longer paragraph follows.
    """
    words = re.findall(r"[\w’'.&$%-]*\w", line)
    if not words or len(words) > LONGEST_HEADING or _WIRE.search(line) or _BYLINE.match(line) or is_date_line(line):
        return False
    if line.startswith("#"):
        return True
    titled = _title_case(words)
    if line.startswith(("“", '"', "``", *_BULLET)) and not titled:
        return False
    if line.endswith(_TERMINAL) and not line.endswith(("?", "!")):
        return first and titled and len(words) >= 4 and not re.search(r"\b(?:said|says)\b", line)
    if first:
        return before_longer or titled
    short = len(words) <= 10 and line[0].isupper() and not line.endswith(_CLOSED)
    return before_longer and (titled or short)


def is_date_line(line: str) -> bool:
    """Whether a line holds a date, perhaps with its place, day of the week, time or label, and nothing else."""
    return len(line) <= 100 and bool(_DATE_LINE.fullmatch(" ".join(line.split())))


def _title_case(words: list[str]) -> bool:
    """Whether the words are capitalised as in a headline, the small ones left out."""
    large = [w for w in words if w.lower() not in _SMALL and w[0].isalpha()]
    return len(large) >= 2 and sum(w[0].isupper() for w in large) / len(large) >= 0.75


def _headings(text: str, paragraphs: list[Span]) -> list[Span]:
    """The paragraphs that are titles or section headings; a text of headings alone has none."""
    out = []
    first = True
    for i, (start, end) in enumerate(paragraphs):
        bodies = (e - s for s, e in paragraphs[i + 1 : i + 4] if e - s > 140 or text[e - 1] in ".!?”\"'")
        heading = is_heading(text[start:end], first=first, before_longer=next(bodies, 0) > (end - start) * 0.8)
        if heading:
            out.append((start, end))
        first = first and (heading or is_date_line(text[start:end]))
    return out if len(out) < len(paragraphs) else []


def _with_title(text: str, paragraphs: list[Span], headings: list[Span], title: str) -> list[Span]:
    """The headings, and the first paragraph where it is the given title, perhaps with a full stop."""
    first = next((p for p in paragraphs if not is_date_line(text[p[0] : p[1]])), None)
    if not _bare(title) or first is None or first in headings or len(headings) + 1 >= len(paragraphs):
        return headings
    return sorted([first, *headings]) if _bare(text[first[0] : first[1]]) == _bare(title) else headings


def _bare(line: str) -> str:
    """A line without what stands at its ends and the case of its letters."""
    return " ".join(line.casefold().split()).strip("#.;:!,\"“”'‘’ ")


def _headline(text: str, paragraphs: list[Span], headings: list[Span], title: str) -> tuple[Span | None, Span | None]:
    """The title and its alternative: of two headline lines the second is the title; a given title decides first."""
    lines = [p for p in paragraphs[: len(headings) + 4] if not is_date_line(text[p[0] : p[1]])]
    leading = [h for h, p in zip(headings, lines, strict=False) if h == p]
    for span in leading if title else []:
        if _bare(text[span[0] : span[1]]) == _bare(title):
            others = [h for h in leading[:2] if h != span and _alike(text, h, span)]
            return span, others[0] if others else None
    if len(leading) >= 2 and _alike(text, leading[0], leading[1]):
        return leading[1], leading[0]
    return (leading[0], None) if leading else (None, None)


def _alike(text: str, a: Span, b: Span) -> bool:
    """Whether two headline lines tell the same story: they share a third of their words."""
    one = {w.lower() for w in re.findall(r"\w{3,}", text[a[0] : a[1]])}
    two = {w.lower() for w in re.findall(r"\w{3,}", text[b[0] : b[1]])}
    return bool(one and two) and len(one & two) / min(len(one), len(two)) >= 0.34
