"""Joins what the parse attributes with what stands in quotation marks: one attribution each."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from components.analysis.findings import char_span, findings
from components.analysis.quotes.attribution_draft import Attribution, join_spans, marks_within, stands_beside
from components.analysis.quotes.content_span import complete_content
from components.analysis.quotes.learned_attribution import LearnedAttribution
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan, find_quoted_spans
from components.analysis.quotes.quotes_without_cue import attribute_without_cue
from components.analysis.quotes.syntactic_attribution import AttributionCandidate, attribution_candidates
from components.domain.spans import Span, SpanIndex, contains, overlaps

SURE = 0.4  # of a cue, from which on the learned reader alone is believed
FEWEST = 2  # words of a content without quotation marks
CLEAR = 0.3  # of cue and content together, under which the content is too unclear to show
SAME = 0.6  # of all characters that two contents share, from which on they are one
NESTED = 0.8  # and within somebody's quoted words
DOUBT = 0.2  # of a cue, from which on what the parse attributes is kept
LEARNED = "words that attribute, as learned from annotated news"
_DECLINING = frozenset(("decline", "refuse"))
_SPEAKING = re.compile(r"to (?:comment|speak|answer|respond|be (?:named|identified|interviewed|quoted))\b")
RULES = {
    "clause": "a reporting verb and the clause it reports",
    "infinitive": "a reporting verb and what is to be done",
    "noun": "a reporting verb and its object",
    "as": "a verb of speaking or seeing and what follows “{}”",
    "inserted": "a reporting verb set between commas",
    "according": "“according to”",
    "nominal": "a noun of saying or thinking and the clause it announces",
}


def find_attributions(
    doc: Doc, paragraphs: Sequence[Span], heard: Sequence[LearnedAttribution] = ()
) -> list[Attribution]:
    """Every attribution of the text, by where its content begins; ``heard`` are those of the learned reader."""
    text = findings(doc).article.text
    marks = find_quoted_spans(text, paragraphs)
    found = list(attribution_candidates(doc))
    made = _from_parse(found, marks, text)
    attribute_without_cue(doc, paragraphs, marks, found, made)
    if heard:
        made = _joined(made, list(_from_heard(doc, heard, found, marks, text)), heard)
    for one in made:
        complete_content(doc, one)
    told = (a for a in _distinct(made) if not _says_nothing(a, text))
    return sorted(told, key=lambda a: (a.start, a.cue or (0, 0)))


def _says_nothing(one: Attribution, text: str) -> bool:
    """Whether somebody only declines to speak: "declined to comment"."""
    declines = one.lemma.partition(" ")[0] in _DECLINING and not one.quoted
    return declines and any(_SPEAKING.match(text[s:e]) for s, e in one.content)


def _from_heard(
    doc: Doc,
    heard: Sequence[LearnedAttribution],
    found: Sequence[AttributionCandidate],
    marks: Sequence[QuotedSpan],
    text: str,
) -> Iterator[Attribution]:
    """What the learned reader is sure of, contents grown to whole quotes, with the construction the parse sees."""
    cued = SpanIndex((c.cue, c) for c in found)
    for one in heard:
        if one.confidence < SURE or one.confidence * one.clear < CLEAR:
            continue
        if one.confidence < NESTED and marks_within(one.cue, marks) is not None:
            continue
        seen = [c for c in cued.near(one.cue) if overlaps(c.cue, one.cue)]
        known = next((c for c in seen if cues().stance(c.lemma, c.frame) is not None), None)
        lemma = (known or seen[0]).lemma if seen else char_span(doc, one.cue).root.lemma_.lower()
        told, source = one.content, one.source
        cut: list[Span] = []
        if known is not None and known.content:
            # The parse has the better borders, where both see the same.
            share = _share(known.content, told)
            cut = _swallowed(known, told, cued.near(*told)) if SAME > share >= SAME / 2 else []
            if share >= SAME or cut:
                told = known.content
                source = source or known.source
        like = AttributionCandidate(one.cue, source, told, lemma, "none", -1)
        content, quoted = _whole_quotes(like, marks, text)
        if not content or (not quoted and sum(len(text[s:e].split()) for s, e in content) < FEWEST):
            continue
        stance = (cues().stance(known.lemma, known.frame) if known else None) or cues().any_stance(lemma)
        rule = LEARNED
        if known and known.frame in RULES:
            rule = RULES[known.frame].format(lemma.rpartition(" ")[2])
        yield Attribution(
            content=content,
            cue=one.cue,
            source=source,
            lemma=lemma,
            stance=stance,
            rule=rule,
            confidence=round(one.confidence * one.clear, 2),
            quoted=quoted,
            passive=bool(known and known.passive),
            cut=cut,
        )


def _swallowed(known: AttributionCandidate, told: Sequence[Span], found: Sequence[AttributionCandidate]) -> list[Span]:
    """The cues of other attributions in what the learned reader adds to a content that the parse sees too."""
    return [
        c.cue
        for c in found
        if c.verb != known.verb
        and cues().stance(c.lemma, c.frame) is not None
        and any(contains(t, c.cue) for t in told)
        and not any(overlaps(k, c.cue) for k in known.content)
    ]


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Of the characters in either the part in both."""
    one = {i for s, e in a for i in range(s, e)}
    two = {i for s, e in b for i in range(s, e)}
    return len(one & two) / max(1, len(one | two))


def _joined(
    parsed: list[Attribution], learned: list[Attribution], heard: Sequence[LearnedAttribution]
) -> list[Attribution]:
    """The contents in quotation marks as the marks have them, all others as the learned reader does.

    What the parse alone attributes stays where the learned reader doesn't rule its cue out.
    """
    out: list[Attribution] = []
    cued, told = SpanIndex((h.cue, h) for h in heard), SpanIndex[LearnedAttribution]()
    for h in heard:
        told.add(h.content, h)
    marked = SpanIndex[Attribution]()
    for one in parsed:
        if one.scare or (one.quoted and _all_quoted(one)):
            out.append(one if one.scare else _sourced(one, cued, told))
            marked.add(out[-1].content, out[-1])
    settled, replaced = {id(o) for o in out}, set()
    for one in learned:
        like = marked.near(*one.content)
        twin = next((m for m in like if _shared(m, one) > 0.5 * min(_size(m), _size(one))), None)
        if twin is not None and twin.scare and one.rule == LEARNED and one.confidence < 0.8:
            continue  # too little to make a statement of quoted words
        if twin is None or twin.scare:
            replaced.add(id(twin))
            out.append(one)
    out = [o for o in out if id(o) not in replaced]
    cut = SpanIndex((c, c) for one in learned for c in one.cut)
    taken = SpanIndex((a.cue, a.cue) for a in learned if a.cue)
    for one in parsed:
        if id(one) in settled or one.cue is None or any(overlaps(cue, one.cue) for cue in taken.near(one.cue)):
            continue
        doubt = max((h.confidence for h in cued.near(one.cue) if overlaps(h.cue, one.cue)), default=0.0)
        agentless = one.passive and one.source is None  # "is seen as": nobody's words, and to be checked
        if doubt >= DOUBT or agentless or any(one.cue[0] in range(s, e) for s, e in cut.near(one.cue)):
            out.append(one)
    return out


def _size(one: Attribution) -> int:
    return sum(e - s for s, e in one.content)


def _all_quoted(one: Attribution) -> bool:
    quoted = sorted(one.quoted)  # no quote lies within another
    for start, end in one.content:
        at = bisect.bisect_right(quoted, start, key=lambda q: q.start) - 1
        if at < 0 or end > quoted[at].end:
            return False
    return True


def _sourced(one: Attribution, cued: SpanIndex[LearnedAttribution], told: SpanIndex[LearnedAttribution]) -> Attribution:
    """A quote with the source that the learned reader names for its cue, or for its words where it has no cue.

    cued, told: what was heard, by its cues and by its contents.
    """
    best: LearnedAttribution | None = None
    if one.cue is not None:
        best = max(
            (h for h in cued.near(one.cue) if overlaps(h.cue, one.cue)), key=lambda h: h.confidence, default=None
        )
    if best is None and (one.cue is None or one.source is None):
        holding = [
            h for h in told.near(*one.content)
            if h.confidence >= DOUBT
            and any(overlaps(c, p) and c[1] - c[0] > 12 for c in h.content for p in one.content)
        ]  # fmt: skip
        best = max(holding, key=lambda h: h.confidence, default=None)
        if best is not None:
            one.cue = best.cue
    if best is not None and best.source is not None and not any(overlaps(best.source, c) for c in one.content):
        one.source, one.confidence = best.source, max(one.confidence, round(best.confidence * best.clear, 2))
    return one


def _from_parse(found: Sequence[AttributionCandidate], marks: Sequence[QuotedSpan], text: str) -> list[Attribution]:
    """The constructions whose cue is in the lexicon, their contents grown to whole quotes."""
    made = []
    for one in found:
        stance = cues().stance(one.lemma, one.frame)
        if stance is None or not one.content:
            continue
        if marks_within(one.cue, marks) is not None:
            continue
        content, quoted = _whole_quotes(one, marks, text)
        if not content:
            continue
        rule = RULES[one.frame].format(one.lemma.rpartition(" ")[2])
        made.append(
            Attribution(
                content=content,
                cue=one.cue,
                source=one.source,
                lemma=one.lemma,
                stance=stance,
                rule=rule,
                confidence=0.8 if one.source and one.frame in {"clause", "according", "inserted"} else 0.65,
                quoted=quoted,
                passive=one.passive,
            )
        )
    return made


def _whole_quotes(
    one: AttributionCandidate, marks: Sequence[QuotedSpan], text: str
) -> tuple[list[Span], list[QuotedSpan]]:
    """Contents with every quote they touch taken whole; a quote beside its cue is the content alone."""
    content = [c for c in one.content if not (one.source and contains(one.source, c))]
    touched = []
    lo, hi = min((c[0] for c in content), default=0), max((c[1] for c in content), default=0)
    first = max(0, bisect.bisect_left(marks, lo, key=lambda q: q.start) - 1)
    for mark in (marks[k] for k in range(first, len(marks))):
        if mark.start >= hi:
            break
        if any(overlaps((mark.start, mark.end), c) for c in content) and not overlaps((mark.start, mark.end), one.cue):
            touched.append(mark)
    if not touched:
        return content, []
    whole = [q for q in touched if len(text[q.start : q.end].split()) >= 4 and stands_beside(q, one, text)]
    if whole:
        return [(q.start, q.end) for q in touched], touched
    out = []
    for start, end in content:
        for q in touched:
            if overlaps((start, end), (q.start, q.end)):
                start, end = min(start, q.start), max(end, q.end)
        out.append((start, end))
    return join_spans(out), touched


def _distinct(made: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for one content: the surer, then the one with a source."""
    out: list[Attribution] = []
    kept = SpanIndex[Attribution]()
    for one in sorted(made, key=lambda a: (-a.confidence, a.source is None, a.start)):
        if not any(_shared(one, o) > 0.6 * max(_size(one), _size(o)) for o in kept.near(*one.content)):
            out.append(one)
            kept.add(one.content, one)
    return out


def _shared(a: Attribution, b: Attribution) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a.content for t, f in b.content)
