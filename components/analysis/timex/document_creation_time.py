"""Settles the article date: given, stated in the text's head, or inferred from its dates; never today's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from components.analysis.timex.anchoring_context import NumericOrder
from components.analysis.timex.config import TimexConfig
from components.analysis.timex.numeric_dates import numeric_order
from components.analysis.timex.symbolic_values import Day, Fixed, Moment, Numeric, TimePhrase
from components.analysis.timex.timex3_value_arithmetic import bounds
from components.domain.article import Article
from components.domain.record import DateBasis
from components.domain.spans import Span

_PLACE_LINE = re.compile(
    r"^\s*(?:[A-Z][A-Z .,'’/-]{2,50}|[A-Z][\w.'’ -]{2,30}), (?:[A-Z][\w. ]{1,20}, )?$"  # "OTTAWA, " before the date
)
_AFTER_PLACE = re.compile(r"^,?\s*(?:\([^)\n]{2,30}\)\s*)?(?:[-–—_]+|:)\s?")
_LABEL = re.compile(
    r"(?:^|\n)\s*(?:(?:first |last )?(?:published|updated|posted|issued|released|date|dated)(?: on| at)?:?)\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$",
    re.IGNORECASE,
)

_DAY_OR_TIME = re.compile(r"(?i)\b[a-z]{3,6}day\b|\b\d|\b[ap]\.?m\b|\b[A-Z]{2,4}\b")
_LONG_WORD = re.compile(r"\w{3,}")


class ArticleDate(NamedTuple):
    """The article date (ISO) with where it comes from, and why in words for a reporter; all empty where unknown."""

    date: str | None = None
    basis: DateBasis | None = None
    rule: str = ""


def settle_article_date(
    text: str, article: Article, phrases: Sequence[TimePhrase], paragraphs: Sequence[Span], config: TimexConfig
) -> ArticleDate:
    """The article date of a text whose phrases were found."""
    if article.date and _valid(article.date[:10]):
        basis: DateBasis = article.date_basis or "metadata"
        return ArticleDate(article.date[:10], basis, "set by a reader" if basis == "user" else "given with the article")
    stated = _stated(text, phrases, paragraphs, config)
    return stated if stated.date else _inferred(text, phrases, config)


def _valid(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _full_days(phrases: Sequence[TimePhrase]) -> list[tuple[TimePhrase, str]]:
    """The phrases that tell a whole calendar day."""
    days = []
    order = numeric_order(phrases)
    for phrase in phrases:
        meaning = phrase.meaning.on if isinstance(phrase.meaning, Moment) else phrase.meaning
        if isinstance(meaning, Numeric):
            day = _numeric_day(meaning, order)
            if day:
                days.append((phrase, day))
        if (
            isinstance(meaning, Fixed)
            and re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", meaning.value)
            and bounds(meaning.value)
        ):
            days.append((phrase, meaning.value[:10]))
    return days


def _numeric_day(meaning: Numeric, order: NumericOrder | None) -> str:
    """The day of a numeric date whose order is sure or shown by the article's others; "" where it would be a guess."""
    order = meaning.order or order or ("day first" if meaning.first == meaning.second else None)
    if order is None:
        return ""
    month, day = (meaning.first, meaning.second) if order == "month first" else (meaning.second, meaning.first)
    iso_day = f"{meaning.year:04}-{month:02}-{day:02}"
    return iso_day if _valid(iso_day) else ""


def _stated(text: str, phrases: Sequence[TimePhrase], paragraphs: Sequence[Span], config: TimexConfig) -> ArticleDate:
    full_days = _full_days(phrases)
    for phrase, day in full_days:
        if phrase.start > config.max_stated_date_characters:
            break
        reason = _reason_by_place(text, phrase, paragraphs, config)
        if reason:
            return ArticleDate(day, "stated", f"“{phrase.text}” {reason}")
    for phrase in phrases:
        if phrase.start > config.max_stated_date_characters:
            break
        meaning = phrase.meaning
        if isinstance(meaning, Day) and meaning.day and _reason_by_place(text, phrase, paragraphs, config):
            year = _year_for(meaning, [day for _, day in full_days], config)
            if year:
                day = f"{year:04}-{meaning.month:02}-{meaning.day:02}"
                if _valid(day):
                    rule = f"“{phrase.text}” stands in the line of place and date; its year is that of the other dates"
                    return ArticleDate(day, "stated", rule)
    return ArticleDate()


def _reason_by_place(text: str, phrase: TimePhrase, paragraphs: Sequence[Span], config: TimexConfig) -> str:
    """Why a date is the article's own by where it stands: place line, label or a line of its own; "" if it isn't."""
    line = next((p for p in paragraphs if p[0] <= phrase.start < p[1]), (0, len(text)))
    before, after = text[line[0] : phrase.start], text[phrase.end : line[1]]
    if len(before) <= config.max_place_line_characters and _PLACE_LINE.match(before) and _AFTER_PLACE.match(after):
        return "stands in the line of place and date"
    if _LABEL.search(text[max(0, phrase.start - config.max_label_characters) : phrase.start]):
        return "stands in the line that says when it was published"
    if not _LONG_WORD.search(_DAY_OR_TIME.sub("", before + after)):
        return "stands in a line of its own"
    return ""


def _year_for(meaning: Day, days: Sequence[str], config: TimexConfig) -> int | None:
    """The year that another whole date gives a month and day: some months from it at most, and only one such."""
    years = set()
    for iso_day in days:
        day = date.fromisoformat(iso_day)
        for year in (day.year - 1, day.year, day.year + 1):
            span = bounds(f"{year:04}-{meaning.month:02}-{meaning.day or 1:02}")
            if span and abs((span[0] - day).days) <= config.max_days_to_other_date:
                years.add(year)
    return years.pop() if len(years) == 1 else None


def _inferred(text: str, phrases: Sequence[TimePhrase], config: TimexConfig) -> ArticleDate:
    """The only or most often named whole date of the lead, if no later year or date stands in the text."""
    full_days = _full_days(phrases)
    lead_end = max(config.max_stated_date_characters, len(text) * config.lead_share)
    lead = [(p, d) for p, d in full_days if p.start <= lead_end]
    if not lead:
        return ArticleDate()
    by_count = Counter(d for _, d in lead).most_common()
    most_named = len(by_count) == 1 or by_count[0][1] > by_count[1][1]
    day = by_count[0][0] if most_named else max(d for _, d in lead)
    if any(d > day for _, d in full_days) or any(y > int(day[:4]) for y in _years(phrases)):
        return ArticleDate()
    words = next(p.text for p, d in lead if d == day)
    how = "the only full date" if len({d for _, d in full_days}) == 1 else "the latest and most central full date"
    return ArticleDate(day, "inferred", f"“{words}” is {how} in the text")


def _years(phrases: Sequence[TimePhrase]) -> list[int]:
    values = (p.meaning.value for p in phrases if isinstance(p.meaning, Fixed) and p.meaning.type == "DATE")
    return [int(v[:4]) for v in values if re.match(r"\d{4}(?!\d)", v)]
