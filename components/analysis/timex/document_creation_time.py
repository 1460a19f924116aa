"""Settles the article date: given, stated in the text's head, or inferred from its dates; never today's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from components.analysis.timex.symbolic_values import Day, Fixed, Moment, TimePhrase
from components.analysis.timex.value_arithmetic import bounds
from components.domain.article import Article
from components.domain.record import DateBasis
from components.domain.spans import Span

HEAD = 1_200  # characters in which a stated date is looked for
LEAD_SHARE = 0.5  # of the text: an inferred date stands in its first half
_PLACE_LINE = re.compile(
    r"^\s*(?:[A-Z][A-Z .,'’/-]{2,50}|[A-Z][\w.'’ -]{2,30}), (?:[A-Z][\w. ]{1,20}, )?$"  # "OTTAWA, " before the date
)
_AFTER_PLACE = re.compile(r"^,?\s*(?:\([^)\n]{2,30}\)\s*)?(?:[-–—_]+|:)\s?")
_LABEL = re.compile(
    r"(?:^|\n)\s*(?:(?:first |last )?(?:published|updated|posted|issued|released|date|dated)(?: on| at)?:?)\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$",
    re.IGNORECASE,
)


class ArticleDate(NamedTuple):
    """The article date (ISO) with where it comes from, and why in words for a reporter; all empty where unknown."""

    date: str | None = None
    basis: DateBasis | None = None
    rule: str = ""


def settle_article_date(
    text: str, article: Article, phrases: Sequence[TimePhrase], paragraphs: Sequence[Span]
) -> ArticleDate:
    """The article date of a text whose phrases were found."""
    if article.date and _valid(article.date[:10]):
        basis: DateBasis = article.date_basis or "metadata"
        return ArticleDate(article.date[:10], basis, "set by a reader" if basis == "user" else "given with the article")
    stated = _stated(text, phrases, paragraphs)
    return stated if stated.date else _inferred(text, phrases)


def _valid(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _full_days(phrases: Sequence[TimePhrase]) -> list[tuple[TimePhrase, str]]:
    """The phrases that tell a whole calendar day."""
    out = []
    for phrase in phrases:
        meaning = phrase.meaning.on if isinstance(phrase.meaning, Moment) else phrase.meaning
        if (
            isinstance(meaning, Fixed)
            and re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", meaning.value)
            and bounds(meaning.value)
        ):
            out.append((phrase, meaning.value[:10]))
    return out


def _stated(text: str, phrases: Sequence[TimePhrase], paragraphs: Sequence[Span]) -> ArticleDate:
    whole = _full_days(phrases)
    for phrase, day in whole:
        if phrase.start > HEAD:
            break
        why = _place_of_statement(text, phrase, paragraphs)
        if why:
            return ArticleDate(day, "stated", f"“{phrase.text}” {why}")
    for phrase in phrases:
        if phrase.start > HEAD:
            break
        meaning = phrase.meaning
        if isinstance(meaning, Day) and meaning.day and _place_of_statement(text, phrase, paragraphs):
            year = _year_for(meaning, [day for _, day in whole])
            if year:
                day = f"{year:04}-{meaning.month:02}-{meaning.day:02}"
                if _valid(day):
                    rule = f"“{phrase.text}” stands in the line of place and date; its year is that of the other dates"
                    return ArticleDate(day, "stated", rule)
    return ArticleDate()


def _place_of_statement(text: str, phrase: TimePhrase, paragraphs: Sequence[Span]) -> str:
    """Why a date is the article's own by where it stands: place line, label or a line of its own; "" if it isn't."""
    line = next((p for p in paragraphs if p[0] <= phrase.start < p[1]), (0, len(text)))
    before, after = text[line[0] : phrase.start], text[phrase.end : line[1]]
    if len(before) <= 90 and _PLACE_LINE.match(before) and _AFTER_PLACE.match(after):
        return "stands in the line of place and date"
    if _LABEL.search(text[max(0, phrase.start - 60) : phrase.start]):
        return "stands in the line that says when it was published"
    if not re.search(r"\w{3,}", re.sub(r"(?i)\b[a-z]{3,6}day\b|\b\d|\b[ap]\.?m\b|\b[A-Z]{2,4}\b", "", before + after)):
        return "stands in a line of its own"
    return ""


def _year_for(meaning: Day, days: Sequence[str]) -> int | None:
    """The year that another whole date gives a month and day: within half a year of it, and only one such."""
    found = set()
    for other in days:
        near = date.fromisoformat(other)
        for year in (near.year - 1, near.year, near.year + 1):
            span = bounds(f"{year:04}-{meaning.month:02}-{meaning.day or 1:02}")
            if span and abs((span[0] - near).days) <= 120:
                found.add(year)
    return found.pop() if len(found) == 1 else None


def _inferred(text: str, phrases: Sequence[TimePhrase]) -> ArticleDate:
    """The only or most often named whole date of the lead, if no later year or date stands in the text."""
    whole = _full_days(phrases)
    lead = [(p, d) for p, d in whole if p.start <= max(HEAD, len(text) * LEAD_SHARE)]
    if not lead:
        return ArticleDate()
    counted = Counter(d for _, d in lead)
    most = counted.most_common()
    day = most[0][0] if len(most) == 1 or most[0][1] > most[1][1] else max(d for _, d in lead)
    if any(d > day for _, d in whole) or any(y > int(day[:4]) for y in _years(phrases)):
        return ArticleDate()
    words = next(p.text for p, d in lead if d == day)
    how = "the only full date" if len({d for _, d in whole}) == 1 else "the latest and most central full date"
    return ArticleDate(day, "inferred", f"“{words}” is {how} in the text")


def _years(phrases: Sequence[TimePhrase]) -> list[int]:
    values = (p.meaning.value for p in phrases if isinstance(p.meaning, Fixed) and p.meaning.type == "DATE")
    return [int(v[:4]) for v in values if re.match(r"\d{4}(?!\d)", v)]
