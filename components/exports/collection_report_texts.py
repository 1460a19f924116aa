"""The articles in a collection's report: their texts in passages, and the ways that rows have to these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from components.collection.cast import CastMember
from components.collection.chronicle import ChronicleEntry
from components.collection.reading import CollectionReading
from components.collection.trends import AttitudeTold, QuotedVoice
from components.domain.record import Record
from components.domain.single_line_text import plain_line, shortened
from components.exports.collection_passages import (
    cast_of_members,
    judging_passages,
    naming_passage,
    pair_key,
    quoted_passages,
    voice_key,
)
from components.exports.newsroom_words import facts

_WORDS = 160  # characters of a passage beside the way to it


class Way(NamedTuple):
    """A way into an article's text: what it is called, where it leads, the words there."""

    label: str
    href: str
    words: str = ""


class Part(NamedTuple):
    """Words of a text; ``ids`` are what rows lead to them by."""

    text: str
    ids: tuple[str, ...]


class Text(NamedTuple):
    """An article in the file: its paragraphs in parts."""

    id: str
    title: str
    facts: str
    paragraphs: list[list[Part]]


class ReportTexts:
    """The articles of a report; whatever a way is asked to is a passage of its own in its text."""

    def __init__(self, reading: CollectionReading, records: Sequence[Record]) -> None:
        cast_of = cast_of_members(reading)
        self._records = {r.id: r for r in records}
        self._titles = {r.id: plain_line(r.title) or "Untitled" for r in records}
        self._quotes = [found for r in records for found in quoted_passages(r, cast_of)]
        self._judgements = [found for r in records for found in judging_passages(r, cast_of)]
        self._starts: defaultdict[str, set[int]] = defaultdict(set)

    def to_events(self, entry: ChronicleEntry) -> list[Way]:
        """The ways to the passages that tell an event."""
        return self._ways((s.article, s.start, "") for s in entry.sources)

    def to_namings(self, members: Iterable[CastMember]) -> list[Way]:
        """The ways to where each article names its actor; to the article where that can't be told."""
        found = []
        for member in members:
            record = self._records.get(member.article)
            passage = naming_passage(record, member.actor) if record is not None else None
            found.append((member.article, passage.start if passage else -1, passage.words if passage else ""))
        return self._ways(found)

    def to_quotes(self, rows: Iterable[QuotedVoice]) -> list[Way]:
        """The ways to the quotes that these rows count."""
        wanted = {voice_key(r) for r in rows}
        return self._ways((r.article, p.start, p.words) for r, p in self._quotes if voice_key(r) in wanted)

    def to_judgements(self, rows: Iterable[AttitudeTold]) -> list[Way]:
        """The ways to the sentences in which these judge."""
        wanted = {pair_key(r) for r in rows}
        return self._ways((r.article, p.start, p.words) for r, p in self._judgements if pair_key(r) in wanted)

    def texts(self) -> list[Text]:
        """The articles, with the passages that ways were asked to so far."""
        return [self._text(r) for r in self._records.values()]

    def _ways(self, found: Iterable[tuple[str, int, str]]) -> list[Way]:
        ways: dict[str, Way] = {}
        for article, start, words in found:
            if article not in self._titles:
                continue
            if start >= 0:
                self._starts[article].add(start)
            href = f"#{place(article, start)}" if start >= 0 else f"#a-{article}"
            ways.setdefault(href, Way(self._titles[article], href, shortened(words, _WORDS)))
        return list(ways.values())

    def _text(self, record: Record) -> Text:
        by_paragraph: dict[int, list[Part]] = defaultdict(list)
        left = sorted(self._starts[record.id])
        for n, sentence in enumerate(record.sentences):
            # A passage begins in a sentence, or between two: then it is of the later one.
            last = n + 1 == len(record.sentences)
            own = [start for start in left if start < sentence.end or last]
            left = left[len(own) :]
            ids = tuple(place(record.id, start) for start in own)
            by_paragraph[sentence.paragraph].append(Part(plain_line(record.text[sentence.start : sentence.end]), ids))
        if not by_paragraph:
            by_paragraph[0].append(Part(plain_line(record.text), tuple(place(record.id, start) for start in left)))
        paragraphs = [parts for _, parts in sorted(by_paragraph.items())]
        return Text(f"a-{record.id}", self._titles[record.id], facts(record), paragraphs)


def place(article: str, start: int) -> str:
    """The id of a passage in the file."""
    return f"p-{article}-{start}"
