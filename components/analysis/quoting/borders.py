"""Where the words that somebody is said to have said end: not on "and", nor in the middle of a phrase.

The learned reader tags word pieces one by one and now and then stops short: "… as a fraud and a | scam artist".
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from components.analysis.findings import char_span
from components.analysis.quoting.attribution import Attribution
from components.domain.spans import Span, overlaps

FARTHEST = 40  # characters that an unfinished phrase may go on for
_LEADING = frozenset(("det", "poss", "amod", "compound", "nummod"))  # what stands before its noun
_STEPS = 3


def finish(doc: Doc, one: Attribution) -> None:
    """Move the end of an attribution's content to the end of a phrase; what stands in quotation marks stays."""
    start, end = one.content[-1]
    if any(q.start < end <= q.end + 1 for q in one.quoted):
        return
    taken = [s for s in (one.cue, one.source) if s is not None]
    one.content[-1] = (start, _finished(doc, (start, end), taken))


def _finished(doc: Doc, span: Span, taken: Sequence[Span]) -> int:
    inside = char_span(doc, span)
    last, first = inside[-1], inside[0]
    while last.i > first.i and (last.dep_ == "cc" or last.is_punct) and last.text not in "”\"’')]…":
        last = doc[last.i - 1]
    if last.i < inside[-1].i:
        # Only a loose "and" is cut: a full stop or a dash is for whoever shows it.
        return last.idx + len(last) if any(t.dep_ == "cc" for t in doc[last.i + 1 : inside[-1].i + 1]) else span[1]
    end = span[1]
    for _ in range(_STEPS):
        after = _goes_on(last)
        if after is None or after.sent.start != last.sent.start:
            break
        reach = after.idx + len(after)
        between = doc[last.i + 1 : after.i + 1]
        if reach - span[1] > FARTHEST or any(
            t.is_quote or overlaps((t.idx, t.idx + len(t)), s) for t in between for s in taken
        ):
            break
        last, end = after, reach
    return end


def _goes_on(last: Token) -> Token | None:
    """The word that a phrase goes on to when it can't end with ``last``."""
    if last.dep_ in _LEADING and last.head.i > last.i:
        return last.head
    if last.dep_ in ("prep", "agent"):
        return next((c for c in last.children if c.dep_ == "pobj" and c.i > last.i), None)
    return None
