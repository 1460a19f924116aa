"""Quotation marks that open and never close: what is quoted there can't be told."""

from __future__ import annotations

from collections.abc import Iterator

from components.domain.record import Record, Sentence

_OPEN, _CLOSE = "“„«", "”»"


def unclosed_quotation_marks(record: Record) -> Iterator[tuple[Sentence, int]]:
    """Sentences with a mark that never closes in its paragraph, and its place; not where the next one opens again."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in record.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for number, sentences in by_paragraph.items():
        text = record.text[sentences[0].start : sentences[-1].end]
        balance = sum(text.count(c) for c in _OPEN) - sum(text.count(c) for c in _CLOSE)
        after = by_paragraph.get(number + 1)
        goes_on = after is not None and record.text[after[0].start] in _OPEN
        at = sentences[0].start + max(text.rfind(c) for c in _OPEN)
        if balance > 0 and not goes_on:
            yield next((s for s in sentences if s.start <= at < s.end), sentences[0]), at
