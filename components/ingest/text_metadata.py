"""What a text's own head says of it: title, outlet, byline, address, date line; shown before it is kept."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from components.domain.record import DateBasis
from components.domain.text_outline import outline_of

HEAD_LINES = 12  # non-empty lines at the top in which these stand
TAIL_LINES = 4  # an address or outlet may also close a text

_MONTHS = {
    name: i
    for i, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
        "oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DATE = re.compile(
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{{3,9}})\.?,? (?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d))"
)
_DATE_LINE = re.compile(
    r"(?i)^(?:(?:first |last )?(?:published|posted|updated|date|dated|issued)\b(?: on| at)?:?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]*\s+)?\W*"
)
_BYLINE = re.compile(
    r"^(?:By|BY|Written by|Reporting by)\s*:?\s+(?P<names>[^\d;:!?|·]{3,100}?)\.?"
    r"(?:\s*[,|·–—-]\s*(?:[A-Z][\w ]{2,30}[,|·–—-]\s*)?(?:\w{3,9}\.?,? )?[^|·]*\d[^|·]*|\s*[|·].{0,60})?$"
)
_SMALL = frozenset("and of for the de la van von der in at with & staff".split())
_ADDRESS = re.compile(r"https?://[^\s<>\"“”)\]]{4,500}")
_OUTLET = re.compile(r"^(?:Source|Outlet|Publication|Published (?:by|in)|From)\s*:\s*(?P<name>.{2,80})$", re.IGNORECASE)
_WIRE = re.compile(r"^[A-Z][\w .,'’-]{2,60}\((?P<name>AP|Reuters|AFP|Xinhua|UPI|CP|CNN|Bloomberg)\s*\)", re.IGNORECASE)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of a text says; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    date: str | None = None
    date_basis: DateBasis | None = None


def read_head(text: str) -> Head:
    """Title, outlet, byline, address and date line, as far as the head (or the last lines) state them."""
    shape = outline_of(text)
    lines = [text[s:e] for s, e in shape.paragraphs]
    title = " ".join(text[shape.headline[0] : shape.headline[1]].split()).lstrip("# ") if shape.headline else None
    around = lines[:HEAD_LINES] + lines[HEAD_LINES:][-TAIL_LINES:]
    dates = (_date_line(line) or (date_in(line) if byline(line) else None) for line in lines[:HEAD_LINES])
    date = next((d for d in dates if d), None)
    return Head(
        title=title or None,
        outlet=_first(_OUTLET, around, "name") or _first(_WIRE, lines[:HEAD_LINES], "name"),
        byline=next((b for b in map(byline, lines[:HEAD_LINES]) if b), None),
        url=next((m.group() for m in map(_ADDRESS.search, around) if m), None),
        date=date,
        date_basis="stated" if date else None,
    )


def byline(line: str) -> str | None:
    """The names in a line that says who wrote the text; None in any other line."""
    found = _BYLINE.match(" ".join(line.split()))
    words = found["names"].strip().split() if found else []
    # "By Monday the council had voted" is a sentence.
    named = all(w[0].isupper() or w in _SMALL or not w[0].isalpha() for w in words)
    return " ".join(words) if words and named else None


def _first(pattern: re.Pattern[str], lines: list[str], group: str) -> str | None:
    found = (pattern.match(" ".join(line.split())) for line in lines)
    return next((m[group].strip() for m in found if m), None)


def _date_line(line: str) -> str | None:
    """The date of a line that holds nothing but a date and what introduces it."""
    line = " ".join(line.split())
    lead = _DATE_LINE.match(line)
    start = lead.end() if lead else 0
    match = _DATE.match(line, start) or _DATE.match(line)
    if match is None or len(line) - match.end() > 24:
        return None
    return _iso(match)


def date_in(line: str) -> str | None:
    """The first whole date in a line, whatever stands around it."""
    return next((day for m in _DATE.finditer(" ".join(line.split())) if (day := _iso(m))), None)


def _iso(match: re.Match[str]) -> str | None:
    if match["iso"]:
        parts = [int(x) for x in match["iso"].split("-")]
    else:
        month = _MONTHS.get((match["month"] or match["month2"]).lower())
        if month is None:
            return None
        parts = [int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])]
    try:
        return dt.date(*parts).isoformat()
    except ValueError:
        return None
