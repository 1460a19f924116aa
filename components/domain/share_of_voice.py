"""Which quotes count for the share of voice, their words, and from how many on shares mean something."""

from __future__ import annotations

from components.domain.article import word_count
from components.domain.clickable_marks import sentence_of
from components.domain.record import Quote, Record

FLOOR_WORDS = 40  # fewer quoted words than this are too few to compare speakers by
FLOOR_SPEAKERS = 2


def quote_words(record: Record, quote: Quote) -> int:
    """Words of a quote's content."""
    return sum(word_count(record.text[s:e]) for s, e in quote.content)


def in_headline(record: Record, quote: Quote) -> bool:
    """Whether a quote stands in a headline or heading: those don't count for the share of voice."""
    sentence = sentence_of(record, quote.content[0][0]) if quote.content else None
    return sentence is not None and sentence.heading


def counted_quotes(record: Record) -> list[Quote]:
    """The quotes that count for the share of voice: no headlines, no quoted words of nobody's, none without words."""
    return [q for q in record.quotes if q.content and q.kind != "scare" and not in_headline(record, q)]
