"""An article as it was taken in: its text and what is known of it before analysis."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import msgspec

from components.domain.ids import article_id
from components.domain.record import DateBasis, Genre
from components.domain.single_line_text import plain_line

# What a reader may change of an article, and the most characters of each.
DETAILS = {"title": 300, "outlet": 120, "byline": 200, "url": 2_000, "date": 10, "genre": 12}
_WORDS = ("title", "outlet", "byline", "url")


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A news article; ``text`` is never altered, every offset of a record points into it.

    ``date`` is the dateline ("YYYY-MM-DD") where it is known from outside the text or from a reader,
    ``date_basis`` where it comes from; a date that stands only in the text is left to the analysis.
    ``genre`` is set where a reader has said what kind of text it is; ``version_of`` is the id of the article that this
    is a later version of.
    """

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    date: str | None = None
    date_basis: DateBasis | None = None
    genre: Genre | None = None
    language: str = "en"
    filename: str | None = None
    version_of: str | None = None


def make_article(text: str, **details: object) -> Article:
    """An article whose id is the hash of its text; ``details`` are further fields of Article."""
    return tidy_details(msgspec.convert({"id": article_id(text), "text": text, **details}, Article))


def tidy_details(article: Article) -> Article:
    """The article with its title, outlet, byline and address each on one line and not too long."""
    now = {name: getattr(article, name) for name in _WORDS}
    tidy = {name: tidy_detail(name, value) for name, value in now.items()}
    return article if tidy == now else msgspec.structs.replace(article, **tidy)


def tidy_detail(field: str, value: object) -> str | None:
    """One of the article's details as it is kept: on one line, within its length; None (a title: "") is none.

    Raises ValueError for what is no detail or can't be the value of this one.
    """
    if field not in DETAILS or not isinstance(value, str | None):
        raise ValueError(f"not editable: {field}")
    text = plain_line(value or "", DETAILS[field])
    if field == "url":
        text = text.replace(" ", "%20")[: DETAILS[field]]
    if field == "date" and text and dt.date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"{text} is no day: write YYYY-MM-DD")
    if field == "genre" and text and text not in get_args(Genre):
        raise ValueError(f"{text} is no kind of text")
    return text or ("" if field == "title" else None)


def word_count(text: str) -> int:
    """Words as an editor counts them: runs of characters between white space that hold a letter or digit."""
    return sum(any(c.isalnum() for c in w) for w in text.split())
