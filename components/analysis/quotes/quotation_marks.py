"""Finds what stands in quotation marks: straight and curly, single and double, low-high, guillemets, ``''.

A mark that opens and never closes costs that quote alone, unless the next paragraph opens again: then the
quote runs on (each paragraph opening, the last one closing), as English style books have it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from components.domain.spans import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‟": "”"}
_DOUBLE = re.compile(r"``|''|’’|[“”„‟«»\"]")
_SINGLE = re.compile(r"[‘’‛'`]")
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-/:,;“\"]")
MAX_CHARACTERS_TO_CLEARER_MARK = 200  # after a plural's apostrophe
_AND = re.compile(r"['’‘]n['’](?=\s)")
_CONTRACTIONS = frozenset(("n", "til", "em", "tis", "twas"))  # "rock 'n' roll"
MAX_PARAGRAPHS_OF_QUOTE = 4  # that a quote may run over which opens once and closes once
_INCHES = re.compile(r"\d(?:\.\d+)?$")


class QuotedSpan(NamedTuple):
    """Words in quotation marks, the marks included; ``open_end`` where the closing one is missing."""

    start: int
    end: int
    open_end: bool = False


def find_quoted_spans(text: str, paragraphs: Sequence[Span]) -> list[QuotedSpan]:
    """Everything in quotation marks, in text order; a quote within a quote belongs to the outer one."""
    quotes: list[QuotedSpan] = []
    for start, end in paragraphs:
        doubles = list(_double(text, start, end))
        singles = [q for q in _single(text, start, end) if text[q.start + 1 : q.end - 1].lower() not in _CONTRACTIONS]
        # British style: a single quote that holds a double one whole, and is plainly a speech, is the outer one.
        outer = [q for q in singles if _is_speech(text, q, start) and _holds_whole(q, doubles)]
        outer_spans = [(q.start, q.end) for q in outer]  # as all lists here: in order, none within another
        inner = [q for q in doubles if not _overlaps_one(q, outer_spans)]
        double_spans = [(q.start, q.end) for q in inner]
        whole = set(outer)
        of_paragraph = [*inner, *(q for q in singles if q in whole or not _overlaps_one(q, double_spans))]
        quotes.extend(sorted(of_paragraph))
    return _without_strays(text, paragraphs, quotes)


def _is_speech(text: str, quote: QuotedSpan, start: int) -> bool:
    """Whether it opens its paragraph or follows a colon or comma, and closes after a mark that ends words."""
    before = text[start : quote.start].rstrip()
    return (not before or before[-1] in ":,") and not quote.open_end and text[quote.end - 2] in ".,!?…"


def _holds_whole(quote: QuotedSpan, doubles: Sequence[QuotedSpan]) -> bool:
    """Whether it holds another quote, and cuts through none."""
    first = bisect.bisect_right(doubles, quote.start, key=lambda q: q.end)
    last = bisect.bisect_left(doubles, quote.end, key=lambda q: q.start)
    return first < last and doubles[first].start > quote.start and doubles[last - 1].end <= quote.end


def _overlaps_one(quote: QuotedSpan, spans: Sequence[Span]) -> bool:
    """Whether one of the spans (in order, apart) shares a character with the quote."""
    at = bisect.bisect_left(spans, quote.end, key=lambda s: s[0]) - 1
    return at >= 0 and quote.start < spans[at][1]


def _double(text: str, start: int, end: int) -> Iterator[QuotedSpan]:
    opened: int | None = None
    closers = ""
    for match in _DOUBLE.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if text[match.end() : match.end() + 1].isspace() or match.end() == end:
                continue  # nothing opens before a blank
            before = text[at - 1] if at > start else " "
            if mark == '"':
                # 6' 2" and 27" are feet and inches
                if before.isdigit() and _INCHES.search(text[max(start, at - 6) : at]):
                    continue
                if not _OPENS_AFTER.match(before) and at > start:
                    continue
                opened, closers = at, '"”'
            elif mark == "''":
                # Some wires close and open with the same two apostrophes.
                if _OPENS_AFTER.match(before) or at == start:
                    opened, closers = at, mark
            elif mark in _PAIRS:
                opened, closers = at, _PAIRS[mark] + ('"' if mark == "“" else "")
        elif mark in closers or (closers == "''" and mark == "''") or (text[opened] == "“" and mark in ("''", "’’")):
            yield QuotedSpan(opened, match.end())
            opened = None
        elif mark in _PAIRS and mark != "``" and text[opened] == mark:
            # Opened twice and never closed: the first one is the stray.
            opened = at
    if opened is not None and end - opened > 2:
        yield QuotedSpan(opened, end, True)


def _single(text: str, start: int, end: int) -> Iterator[QuotedSpan]:
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if before in "`'" or after in "`'":
            continue
        opens = bool(_OPENS_AFTER.match(before)) and not after.isspace() and not after.isdigit()
        closes = not before.isspace() and not after.isalnum()
        if _AND.match(text, at - 2) or _AND.match(text, at):
            continue  # "rock 'n' roll"
        if opened is None:
            if opens and match.group() != "’":
                opened = at
        elif closes and not (before == "s" and after == " " and _closes_later(text, at + 1, end)):
            yield QuotedSpan(opened, at + 1)
            opened = None
        elif opens and match.group() == "‘":
            opened = at
    if opened is not None and end - opened > 2 and (opened == start or text[opened - 2] in ":,"):
        yield QuotedSpan(opened, end, True)


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a clearer closing mark follows a plural's apostrophe ("the voters’ choice’")."""
    return any(
        not text[m.start() - 1].isspace() and (m.start() + 1 >= end or text[m.start() + 1] in " .,;:!?)")
        for m in _SINGLE.finditer(text, at, min(end, at + MAX_CHARACTERS_TO_CLEARER_MARK))
        if text[m.start() - 1] != "s"
    )


def _without_strays(text: str, paragraphs: Sequence[Span], quotes: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """Keep an unclosed quote only where the next paragraph opens again, or where it fills its paragraph.

    One that fills its paragraph, and whose next paragraphs open none but close one, runs on to where they close it.
    """
    starts = {start for start, _ in paragraphs}
    opening = {q.start for q in quotes}
    kept = []
    for quote in quotes:
        if not quote.open_end:
            kept.append(quote)
            continue
        after = bisect.bisect_right(paragraphs, quote.start, key=lambda p: p[0])
        goes_on = after < len(paragraphs) and paragraphs[after][0] in opening
        run_on = (
            [] if goes_on else list(_run_on(text, paragraphs[after : after + MAX_PARAGRAPHS_OF_QUOTE], quote, opening))
        )
        announced = text[max(0, quote.start - 3) : quote.start].rstrip().endswith((":", ",")) and after >= len(
            paragraphs
        )
        fills = (quote.start in starts or announced) and text[quote.start] not in "‘'"
        if goes_on or run_on or fills:
            kept.extend([quote, *run_on])
    return kept


def _run_on(text: str, following: Sequence[Span], quote: QuotedSpan, opening: Collection[int]) -> Iterator[QuotedSpan]:
    """The parts of the next paragraphs up to the mark that closes a quote; nothing where one opens before, or none."""
    closing = {"“": "”", '"': '"', "‘": "’"}.get(text[quote.start])
    parts: list[QuotedSpan] = []
    for start, end in following if closing else ():
        if start in opening:
            return
        close = next((m.start() for m in re.finditer(f"[,.!?…]{closing}(?=\\s|$)", text[start:end])), None)
        earlier = text[start:end].find(text[quote.start])
        if close is not None and (earlier < 0 or (closing == text[quote.start] and earlier == close + 1)):
            yield from [*parts, QuotedSpan(start, start + close + 2)]
            return
        if earlier >= 0:
            return
        parts.append(QuotedSpan(start, end))
