"""What is looked for in the library: the fields of the search and its filters, as the address holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from components.domain.record import Genre
from components.domain.single_line_text import plain_line

Order = Literal["best", "added", "date", "title", "outlet", "words"]
PAGE = 50  # articles on a page of the library
LONGEST = 200  # characters of a filter


class ArticleSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A search; an empty field asks for nothing.

    ``words`` as typed (domain/search_words.py); ``who`` and ``speaker`` are words of a name; ``outlet`` words of an
    outlet's name; ``earliest`` and ``latest`` ISO days, both included, of the article date; ``tag`` a tag,
    ``collection`` a collection's id. ``page`` counts from 1.
    """

    words: str = ""
    who: str = ""
    speaker: str = ""
    outlet: str = ""
    earliest: str = ""
    latest: str = ""
    kind: Genre | None = None
    tag: str = ""
    collection: str = ""
    sort: Order | None = None
    page: int = 1

    @property
    def order(self) -> Order:
        """The order that holds: the best match first where words are looked for, else what was added last."""
        if self.sort is None or (self.sort == "best" and not self.words):
            return "best" if self.words else "added"
        return self.sort

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything but the whole library."""
        return self != ArticleSearch(sort=self.sort, page=self.page)


# A field's name in the address. None is one of a view's own (article, actor, mark).
IN_ADDRESS = {
    "words": "q", "who": "who", "speaker": "speaker", "outlet": "outlet", "earliest": "from", "latest": "to",
    "kind": "kind", "tag": "tag", "collection": "collection", "sort": "sort", "page": "page",
}  # fmt: skip


def search_in_address(query: Mapping[str, str]) -> ArticleSearch:
    """The search that an address holds; a value that can be none of its field is left out."""
    values: dict[str, object] = {}
    for field, name in IN_ADDRESS.items():
        value = plain_line(query.get(name, ""), 500 if field == "words" else LONGEST)
        if value and _may_be(field, value):
            values[field] = int(value) if field == "page" else value
    return msgspec.convert(values, ArticleSearch)


def address_of(search: ArticleSearch) -> dict[str, str]:
    """The fields of an address that hold the search: only those that ask for something."""
    values = msgspec.to_builtins(search)
    return {IN_ADDRESS[field]: str(value) for field, value in values.items() if value not in ("", None)}


def _may_be(field: str, value: str) -> bool:
    if field in {"earliest", "latest"}:
        try:
            return dt.date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    if field == "page":
        return value.isascii() and value.isdigit() and len(value) < 7 and int(value) > 0
    if field == "kind":
        return value in get_args(Genre)
    return field != "sort" or value in get_args(Order)
