"""Quotes that no construction has taken: by the name before, the nearest verb, the quote before, or nobody."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from components.analysis.findings import findings
from components.analysis.quotes.attribution_draft import FAR, Attribution, join_spans, marks_within, stands_beside
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.analysis.quotes.syntactic_attribution import AttributionCandidate
from components.domain.spans import Span, SpanIndex

SCARE_WORDS = 5  # quoted words without a cue, up to which they are distance and not speech
LONGEST_NAME = 80  # characters
FURTHEST_VERB = 220  # characters between a verb of speaking and the colon before a quote
# A name and a colon, and nothing else of its sentence before the quote: "Osei: “It is in good hands.”"
_NAMED = re.compile(r"((?:[A-Z][\w.’'-]*|of|de|van|von|al)(?: (?:[A-Z][\w.’'-]*|of|de|van|von|al)){0,4}):\s*$")

# A dash and a name, and no more of the line but what tells of them: "“The pier is gone.” — Mayor Petra Lindqvist (@pl)"
_SIGNED = re.compile(
    r"[,.]?\s*(?:[—–―]|--|-(?= ))\s*((?:[A-Z][\w.’'-]*|of|de|van|von|al)(?: (?:[A-Z][\w.’'-]*|of|de|van|von|al)){0,5})"
    r"(?=\s*(?:[,(\[|·∙]|\n|$))"
)


class _Made:
    """What was attributed so far, by its cue, by where its content begins and by where its last part ends."""

    def __init__(self, made: list[Attribution]) -> None:
        self.made = made
        self._by_cue: dict[Span, int] = {}
        self._starts: list[tuple[int, int]] = []  # of those with a source: where it begins, its number
        self._ends: list[tuple[int, int]] = []  # of those that quote: where it ends, minus its number
        self._kept: dict[int, tuple[int, int]] = {}  # each one's start and end as they stand in the two lists
        for number in range(len(made)):
            self._keep(number)

    def add(self, one: Attribution) -> None:
        """Keep another one."""
        self.made.append(one)
        self._keep(len(self.made) - 1)

    def grow(self, number: int, mark: QuotedSpan, *, joined: bool) -> None:
        """Take another quote into one's content, ``joined`` with what it touches or as a part of its own."""
        one = self.made[number]
        one.content.append((mark.start, mark.end))
        if joined:
            one.content = join_spans(one.content)
        one.quoted.append(mark)
        start, end = self._kept.pop(number)
        for kept, key in ((self._starts, (start, number)), (self._ends, (end, -number))):
            at = bisect.bisect_left(kept, key)
            if at < len(kept) and kept[at] == key:
                kept.pop(at)
        self._keep(number)

    def of_cue(self, cue: Span) -> int | None:
        """The number of the first one with this cue."""
        return self._by_cue.get(cue)

    def last_before(self, at: int, paragraph: Span) -> int | None:
        """The number of the one that quotes, begins its last part in the paragraph and ends it last before ``at``."""
        for k in range(bisect.bisect_right(self._ends, (at, 1)) - 1, -1, -1):
            end, number = self._ends[k]
            if end < paragraph[0]:
                return None
            if self.made[-number].content[-1][0] >= paragraph[0]:
                return -number
        return None

    def between(self, start: int, end: int) -> list[Attribution]:
        """Those of somebody's whose content begins between the two characters, in the order in which they were made."""
        lo, hi = bisect.bisect_left(self._starts, (start, -1)), bisect.bisect_left(self._starts, (end, -1))
        return [self.made[n] for n in sorted(n for _, n in self._starts[lo:hi])]

    def _keep(self, number: int) -> None:
        one = self.made[number]
        if one.cue is not None:
            self._by_cue.setdefault(one.cue, number)
        self._kept[number] = one.start, one.content[-1][1]
        if one.source and not one.scare:
            bisect.insort(self._starts, (one.start, number))
        if one.quoted:
            bisect.insort(self._ends, (one.content[-1][1], -number))


def attribute_without_cue(
    doc: Doc,
    paragraphs: Sequence[Span],
    marks: Sequence[QuotedSpan],
    found: Sequence[AttributionCandidate],
    made: list[Attribution],
) -> None:
    """Quotes that no construction has taken: by the nearest speech verb, the quote before, or nobody."""
    text = findings(doc).article.text
    taken = {q.start for a in made for q in a.quoted}
    sentence_of = [s.start_char for s in doc.sents]
    ends = [s.end_char for s in doc.sents]
    begins = {*sentence_of, *(s for s, _ in paragraphs)}
    speaking = [c for c in found if cues().of_speech(c.lemma) and marks_within(c.cue, marks) is None]
    starts = [c.cue[0] for c in speaking]
    spoken = SpanIndex((c.cue, n) for n, c in enumerate(speaking))
    known = _Made(made)
    for mark in marks:
        if mark.start in taken:
            continue
        at = bisect.bisect_right(paragraphs, mark.start, key=lambda p: p[0]) - 1
        within = at >= 0 and mark.start < paragraphs[at][1]
        paragraph = paragraphs[at] if within else (0, len(text))
        first = sentence_of[max(0, bisect.bisect_right(sentence_of, mark.start) - 1)]
        last = ends[max(0, bisect.bisect_right(sentence_of, max(mark.start, mark.end - 1)) - 1)]
        words = len(text[mark.start : mark.end].split())
        source = speaker_named_before(doc, text, mark, paragraph, begins) if words > SCARE_WORDS else None
        if source is not None:
            rule = "a quote after a name and a colon"
            content = [(mark.start, mark.end)]
            known.add(Attribution(content=content, source=source, rule=rule, confidence=0.9, quoted=[mark]))
            continue
        signed = speaker_named_after(doc, text, mark, paragraph)
        if signed is not None:
            rule = "a quote before a dash and a name"
            content = [(mark.start, mark.end)]
            known.add(Attribution(content=content, source=signed, rule=rule, confidence=0.9, quoted=[mark]))
            continue
        near = spoken.near((mark.start - FAR, mark.end + FAR))
        lo, hi = bisect.bisect_left(starts, max(first, paragraph[0])), bisect.bisect_right(starts, last)
        cue = _nearest([speaking[n] for n in near if lo <= n < hi], mark, text)
        if cue is not None and (words > 1 or cue.source is not None or stands_beside(mark, cue, text)):
            joined = known.of_cue(cue.cue)
            if joined is not None:
                known.grow(joined, mark, joined=True)
            else:
                known.add(_by_verb(mark, cue, "a quote beside a verb of speaking"))
            continue
        before = known.last_before(mark.start, paragraph) if words >= 3 else None
        if before is not None and _goes_on(made[before]):
            known.grow(before, mark, joined=False)
            continue
        lead = _announced(speaking, starts, mark, text)
        if lead is not None:
            known.add(_by_verb(mark, lead, "a quote after a verb of speaking and a colon"))
            continue
        known.add(_alone(mark, known, paragraph, paragraphs, words))


def speaker_named_before(
    doc: Doc, text: str, mark: QuotedSpan, paragraph: Span, starts: Collection[int]
) -> Span | None:
    """The name that, with a colon, is all of a sentence before a quote; it is somebody's: no "Question:".

    text: the Doc's, which spaCy puts together anew at every call.
    """
    begin = max(paragraph[0], mark.start - LONGEST_NAME)
    found = _NAMED.search(text[begin : mark.start])
    if found is None:
        return None
    start, end = begin + found.start(1), begin + found.end(1)
    name = doc.char_span(start, end, alignment_mode="expand")
    if name is None or start not in starts or (name.text.isupper() and len(name.text) > 4):
        return None
    return (start, end) if any(t.ent_type_ in {"PERSON", "ORG"} or t.pos_ == "PROPN" for t in name) else None


def speaker_named_after(doc: Doc, text: str, mark: QuotedSpan, paragraph: Span) -> Span | None:
    """The name that, after a dash, signs a quote which is all that stands before it in its paragraph.

    text: the Doc's, which spaCy puts together anew at every call.
    """
    if text[paragraph[0] : mark.start].strip():
        return None
    found = _SIGNED.match(text, mark.end, min(paragraph[1], mark.end + 2 * LONGEST_NAME))
    if found is None:
        return None
    name = doc.char_span(*found.span(1), alignment_mode="expand")
    named = name is not None and any(t.ent_type_ in {"PERSON", "ORG"} or t.pos_ == "PROPN" for t in name)
    return found.span(1) if named else None


def _nearest(speaking: Sequence[AttributionCandidate], mark: QuotedSpan, text: str) -> AttributionCandidate | None:
    """The speech verb, of those in the quote's own sentence, that stands nearest to it."""
    best, distance = None, FAR
    for one in speaking:
        if one.source is None and one.frame == "none" and not stands_beside(mark, one, text):
            continue
        gap = mark.start - one.cue[1] if one.cue[1] <= mark.start else one.cue[0] - mark.end
        if 0 <= gap < distance:
            best, distance = one, gap
    return best


def _by_verb(mark: QuotedSpan, one: AttributionCandidate, rule: str) -> Attribution:
    return Attribution(
        content=[(mark.start, mark.end)],
        cue=one.cue,
        source=one.source,
        lemma=one.lemma,
        stance=cues().any_stance(one.lemma.partition(" ")[0]),
        rule=rule,
        confidence=0.85 if one.source else 0.55,
        quoted=[mark],
        passive=one.passive,
    )


def _goes_on(last: Attribution) -> bool:
    """Whether the quote before in the same paragraph is one that the next goes on: its speaker speaks on."""
    return not last.scare and last.content[-1][1] - last.content[-1][0] >= 12


def _announced(
    speaking: Sequence[AttributionCandidate], starts: Sequence[int], mark: QuotedSpan, text: str
) -> AttributionCandidate | None:
    """The speech verb of the text before the quote, where that ends with a colon or comma."""
    end = mark.start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if text[end - 1 : end] not in (":", ","):
        return None
    at = bisect.bisect_right(starts, end) - 1
    if at < 0 or end - speaking[at].cue[1] > FURTHEST_VERB:
        return None
    return speaking[at]


def _alone(mark: QuotedSpan, known: _Made, paragraph: Span, paragraphs: Sequence[Span], words: int) -> Attribution:
    """A quote without a cue: speech carried on from the paragraph before, distance, or nobody's words."""
    fills = mark.end - mark.start > 0.6 * (paragraph[1] - paragraph[0]) and words > SCARE_WORDS
    if fills:
        at = bisect.bisect_left(paragraphs, paragraph)
        since = paragraphs[max(0, at - 1)][0]
        earlier = known.between(since, mark.start)
        if earlier:
            last = max(earlier, key=lambda a: a.content[-1][1])
            return Attribution(
                content=[(mark.start, mark.end)],
                source=last.source,
                lemma=last.lemma,
                rule="a quote that goes on from the speaker before",
                confidence=0.55,
                quoted=[mark],
                carried=True,
            )
    if words <= SCARE_WORDS:
        return Attribution(
            content=[(mark.start, mark.end)], rule="quoted words of nobody's: distance", confidence=0.5,
            quoted=[mark], scare=True,
        )  # fmt: skip
    return Attribution(
        content=[(mark.start, mark.end)], rule="a quote with no one named", confidence=0.4, quoted=[mark]
    )
