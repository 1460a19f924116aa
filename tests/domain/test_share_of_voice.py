"""Which quotes count for the share of voice."""

from __future__ import annotations

import msgspec

from components.domain.record import Quote
from components.domain.share_of_voice import counted_quotes, in_headline, quote_words
from tests.specimen import specimen


def test_a_quote_without_words_counts_for_nothing() -> None:
    record = specimen()
    empty = msgspec.structs.replace(record.quotes[0], id="empty", content=())
    assert not in_headline(record, empty) and quote_words(record, empty) == 0
    assert counted_quotes(msgspec.structs.replace(record, quotes=(empty,))) == []


def test_what_stands_in_a_headline_or_is_nobodys_does_not_count() -> None:
    record = specimen()
    quote = next(q for q in record.quotes if q.kind != "scare")
    assert counted_quotes(msgspec.structs.replace(record, quotes=(quote,))) == [quote]
    scare: Quote = msgspec.structs.replace(quote, kind="scare")
    assert counted_quotes(msgspec.structs.replace(record, quotes=(scare,))) == []
    headings = tuple(msgspec.structs.replace(s, heading=True) for s in record.sentences)
    assert counted_quotes(msgspec.structs.replace(record, quotes=(quote,), sentences=headings)) == []
