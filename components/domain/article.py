"""An article as it was taken in: its text and what is known of it before analysis."""

from __future__ import annotations

import msgspec

from components.domain.ids import article_id
from components.domain.record import DateBasis, Genre


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


def make_article(text: str, **known: object) -> Article:
    """An article whose id is the hash of its text; ``known`` are further fields of Article."""
    return msgspec.convert({"id": article_id(text), "text": text, **known}, Article)


def word_count(text: str) -> int:
    """Words as an editor counts them: runs of characters between white space that hold a letter or digit."""
    return sum(any(c.isalnum() for c in w) for w in text.split())
