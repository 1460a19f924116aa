"""What a batch worker is asked and answers: a chunk of articles, for each one its record or why there is none."""

from __future__ import annotations

import msgspec

from components.domain.article import Article
from components.domain.position_on_page import Zone
from components.domain.record import Pipeline

CHUNK_SIZE = 8  # articles: with 16 a worker takes 150 MB more and is no faster


class PlacedArticle(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article, and where its words stand on the pages of its file."""

    article: Article
    zones: tuple[Zone, ...] = ()


class Chunk(msgspec.Struct, frozen=True):
    """Articles that are read together. Their records don't depend on which others are among them."""

    articles: tuple[PlacedArticle, ...]


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article's record, as one line of JSON without its end, or why there is none; exactly one is set."""

    record: bytes = b""
    failed: str = ""


class Outcomes(msgspec.Struct, frozen=True):
    """What became of each article of a chunk, in its order."""

    articles: tuple[Outcome, ...]


class Greeting(msgspec.Struct, frozen=True, omit_defaults=True):
    """A worker's first message: the versions that its records carry, or why it can't work; exactly one is set."""

    ready: Pipeline | None = None
    failed: str = ""
