"""A quote as it is compared: the words that it gives to its speaker, by sentence, and who that is."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Collection

import msgspec

from components.collection.comparison.passages import CastNames
from components.collection.comparison.quoted_words import names_its_speaker, spoken_words
from components.collection.comparison.words import STOP_WORDS, Word, keys_of
from components.collection.record_names import RecordNames
from components.domain.record import Quote, Record
from components.domain.spans import contains


class FoundQuote(msgspec.Struct, frozen=True):
    """A quote of a record: its words, what they are compared by, and which of them tell most."""

    record: Record
    quote: Quote
    words: list[Word]
    keys: list[str]
    sentences: list[int]  # of each word
    telling: frozenset[str]
    speaker: str | None
    named: bool  # whether its own words name the speaker: who "he" is may be read wrongly
    described: bool  # whether no article names the speaker

    def parts(self) -> list[list[str]]:
        """The words of each sentence."""
        in_order = zip(self.sentences, self.keys, strict=True)
        return [[key for _, key in some] for _, some in itertools.groupby(in_order, key=lambda pair: pair[0])]


def quotes_of(record: Record, names: CastNames, by_name: Collection[str]) -> list[FoundQuote]:
    """A record's quotes in the order of its text, without those that are part of another one of the same speaker."""
    told = sorted((q for q in record.quotes if q.kind != "scare" and q.content), key=lambda q: q.content[0][0])
    there = RecordNames(record, names.of)
    starts = [s.start for s in record.sentences]
    out = []
    for quote in told:
        within = any(
            o is not quote and o.speaker == quote.speaker and len(o.content) <= len(quote.content) and _holds(o, quote)
            and (not _holds(quote, o) or o.id < quote.id)
            for o in told
        )  # fmt: skip
        words = spoken_words(record, quote)
        if words and not within:
            keys = keys_of(words)
            known = names.of(record.id, quote.speaker)
            sentences = [bisect.bisect_right(starts, w.start) for w in words]
            telling = frozenset(keys) - STOP_WORDS
            named = names_its_speaker(there, quote)
            described = known not in by_name
            out.append(FoundQuote(record, quote, words, keys, sentences, telling, known, named, described))
    return out


def _holds(outer: Quote, inner: Quote) -> bool:
    return all(any(contains(o, i) for o in outer.content) for i in inner.content)
