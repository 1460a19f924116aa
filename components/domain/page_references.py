"""What an article's places on paper say of its record: on which page a passage stands, which words may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from components.domain.position_on_page import Box, Zone
from components.domain.record import Event, Mention, PageSpan, Quote, Record, Timex, Tone, UnsureTone
from components.domain.spans import Span, overlaps, stands_on

MOST = 0.7  # confidence of what rests on a word that text recognition was unsure of: never "sure"
REASON = "a word here was read from a picture and may be wrong"

Item = TypeVar("Item", Timex, Mention, Event, Quote, Tone, UnsureTone)


def with_printed_pages(record: Record, zones: Sequence[Zone]) -> Record:
    """The record with its pages, its doubtful words, and nothing sure that rests on one of those."""
    if not zones:
        return record
    doubtful = tuple(sorted((z.start, z.end) for z in zones if not z.sure))
    record = msgspec.structs.replace(record, pages=_page_spans(zones), doubtful=doubtful)
    if not doubtful:
        return record

    def touched(spans: Iterable[Span]) -> bool:
        return any(overlaps(span, words) for span in spans for words in doubtful)

    def capped(item: Item, spans: Iterable[Span]) -> Item:
        if item.confidence <= MOST or not touched(spans):
            return item
        return msgspec.structs.replace(item, confidence=MOST, rule=f"{item.rule}; {REASON}" if item.rule else REASON)

    actors = tuple(
        msgspec.structs.replace(a, mentions=tuple(capped(m, [(m.start, m.end)]) for m in a.mentions))
        for a in record.actors
    )
    return msgspec.structs.replace(
        record,
        actors=actors,
        timexes=tuple(capped(t, [(t.start, t.end)]) for t in record.timexes),
        events=tuple(capped(e, [(e.start, e.end), *e.mentions]) for e in record.events),
        relations=tuple(
            msgspec.structs.replace(r, confidence=min(r.confidence, MOST)) if touched([(r.start, r.end)]) else r
            for r in record.relations
        ),
        quotes=tuple(capped(q, [*q.content, *([q.source] if q.source else [])]) for q in record.quotes),
        tones=tuple(capped(t, _words_of(t)) for t in record.tones),
        unsure=tuple(capped(u, _words_of(u)) if isinstance(u, UnsureTone) else u for u in record.unsure),
    )


def _words_of(tone: Tone) -> list[Span]:
    """What a tone rests on: the words that judge, else the sentence, and who is said to."""
    return [*(tone.evidence or [(tone.start, tone.end)]), *([tone.holder] if tone.holder else [])]


def _page_spans(zones: Iterable[Zone]) -> tuple[PageSpan, ...]:
    """Runs of zones on one page, in the order of the text."""
    out: list[PageSpan] = []
    for zone in sorted((z for z in zones), key=lambda z: (z.start, z.end)):
        if out and out[-1].page == zone.page:
            out[-1] = PageSpan(start=out[-1].start, end=max(out[-1].end, zone.end), page=zone.page)
        else:
            out.append(PageSpan(start=zone.start, end=zone.end, page=zone.page))
    return tuple(out)


def page_numbers(record: Record, span: Span) -> list[int]:
    """The pages that a passage stands on, in order; none where the text has no pages."""
    pages = (p.page for p in record.pages if stands_on(p, span))
    return list(dict.fromkeys(pages))


def page_words(record: Record, span: Span) -> str:
    """ "page 3", "pages 3 and 4"; nothing where the text has no pages."""
    numbers = [str(n) for n in page_numbers(record, span)]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]}"


def boxes_on(zones: Sequence[Zone], spans: Sequence[Span], page: int) -> list[Box]:
    """Where the words of some spans stand on a page: a box a line, as wide as the words' share of its letters."""
    out: list[Box] = []
    lines = [z for z in zones if z.page == page and z.sure] or [z for z in zones if z.page == page]
    for start, end in spans:
        for zone in lines:
            left, right = max(start, zone.start), min(end, zone.end)
            if left >= right:
                continue
            x0, y0, x1, y1 = zone.box
            letter = (x1 - x0) / max(1, zone.end - zone.start)
            out.append((x0 + (left - zone.start) * letter, y0, x0 + (right - zone.start) * letter, y1))
    return out
