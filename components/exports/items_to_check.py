"""What a reporter should check before relying on it: unsure marks, nobody's quotes, open dates."""

from __future__ import annotations

import msgspec
import pandas as pd

from components.charts.chart_style import CHECK
from components.domain.clickable_marks import mention_id, sentence_id, timex_id
from components.domain.record import Quote, Record, Sentence

FAR = 300  # characters between a quote and the words that name its speaker
_OPEN, _CLOSE = "“„«", "”»"
MOST_MENTIONS = 8  # unsure mentions listed; the rest are in the actors' table


class ItemToCheck(msgspec.Struct, frozen=True):
    """One thing to check: the mark, why, and its words' span."""

    mark: str
    why: str
    start: int
    end: int


def items_to_check(record: Record) -> list[ItemToCheck]:
    """Everything to check, in text order."""
    items: list[ItemToCheck] = []
    for quote in record.quotes:
        start, end = quote.content[0][0], quote.content[-1][1]
        if quote.kind != "scare" and quote.source is None:
            items.append(ItemToCheck(quote.id, "a quote of nobody named", start, end))
        elif quote.source_type == "anonymous":
            items.append(ItemToCheck(quote.id, "an unnamed source", start, end))
        elif quote.kind != "scare" and quote.confidence < CHECK:
            items.append(ItemToCheck(quote.id, "who said it is unsure", start, end))
        if quote.source is not None and _apart(quote) > FAR:
            items.append(ItemToCheck(quote.id, "the speaker stands far from the quote", start, end))
    items.extend(_unclosed(record))
    for timex in record.timexes:
        if timex.type in ("DATE", "TIME") and timex.value.startswith("XXXX"):
            items.append(ItemToCheck(timex_id(timex), "a date that can't be placed", timex.start, timex.end))
        elif timex.confidence < CHECK:
            items.append(ItemToCheck(timex_id(timex), "a date read with doubt", timex.start, timex.end))
    denied = {e.denies for e in record.events if e.denies}
    for event in record.events:
        if event.denies or event.id in denied:
            items.append(ItemToCheck(event.id, "told by one, denied by another", *event.trigger))
        elif event.perhaps_same:
            items.append(ItemToCheck(event.id, "perhaps another event told again", *event.trigger))
        elif event.earliest and event.confidence < CHECK and event.kind != "reporting":
            items.append(ItemToCheck(event.id, "an event's date is unsure", *event.trigger))
    unsure = sorted(
        (m for a in record.actors for m in a.mentions if m.confidence < CHECK), key=lambda m: (m.confidence, m.start)
    )
    items.extend(ItemToCheck(mention_id(m), "who is meant is unsure", m.start, m.end) for m in unsure[:MOST_MENTIONS])
    return sorted(items, key=lambda c: (c.start, c.end, c.why))


def _apart(quote: Quote) -> int:
    """Characters between a quote's source and the part of its content that is nearest."""
    if quote.source is None:
        return 0
    start, end = quote.source
    return min(max(s - end, start - e, 0) for s, e in quote.content)


def _unclosed(record: Record) -> list[ItemToCheck]:
    """Sentences in whose paragraph a quotation mark opens and never closes, unless the next paragraph opens again."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in record.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    out = []
    for number, sentences in by_paragraph.items():
        text = record.text[sentences[0].start : sentences[-1].end]
        balance = sum(text.count(c) for c in _OPEN) - sum(text.count(c) for c in _CLOSE)
        after = by_paragraph.get(number + 1)
        goes_on = after is not None and record.text[after[0].start] in _OPEN
        at = sentences[0].start + max(text.rfind(c) for c in _OPEN)
        sentence = next((s for s in sentences if s.start <= at < s.end), sentences[0])
        if balance > 0 and not goes_on:
            out.append(ItemToCheck(sentence_id(sentence), "a quotation mark doesn't close", at, sentence.end))
    return out


def checks_table(record: Record, items: list[ItemToCheck]) -> pd.DataFrame:
    """The checks as a table; its first column is the mark's id."""
    rows = [[c.mark, c.why, " ".join(record.text[c.start : c.end].split())] for c in items]
    return pd.DataFrame(rows, columns=["id", "Check", "Words"])
