"""Joins what the parse attributes with what stands in quotation marks: one attribution each."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from components.analysis.findings import char_span
from components.analysis.quoting.candidates import Candidate, candidates
from components.analysis.quoting.heard import Heard
from components.analysis.quoting.lexicon import cues
from components.analysis.quoting.marks import Quoted, quoted_spans
from components.domain.record import Stance
from components.domain.spans import Span, contains, overlaps

NEAR = 3  # characters of punctuation between a quote and the words that attribute it
FAR = 160  # characters between them where the cue's own subject or object lies between
SCARE_WORDS = 5  # quoted words without a cue, up to which they are distance and not speech
SURE = 0.4  # of a cue, from which on the learned reader alone is believed
FEWEST = 2  # words of a content without quotation marks
CLEAR = 0.3  # of cue and content together, under which the content is too unclear to show
SAME = 0.6  # of all characters that two contents share, from which on they are one
NESTED = 0.8  # and within somebody's quoted words
DOUBT = 0.2  # of a cue, from which on what the parse attributes is kept
LEARNED = "words that attribute, as learned from annotated news"
RULES = {
    "clause": "a reporting verb and the clause it reports",
    "infinitive": "a reporting verb and what is to be done",
    "noun": "a reporting verb and its object",
    "as": "a verb of speaking or seeing and what follows “{}”",
    "inserted": "a reporting verb set between commas",
    "according": "“according to”",
    "nominal": "a noun of saying or thinking and the clause it announces",
}


@dataclass
class Attribution:
    """One attribution before it is tied to an actor; spans are characters."""

    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    lemma: str = ""
    stance: Stance = "neutral"
    rule: str = ""
    confidence: float = 0.5
    quoted: list[Quoted] = field(default_factory=list)
    carried: bool = False  # the speaker was carried over from the quote before
    passive: bool = False
    scare: bool = False
    cut: list[Span] = field(default_factory=list)  # cues of other attributions that were taken out of its content
    fragment: bool = False  # a part of a sentence that is somebody else's

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0] if self.content else 0


def attributions(doc: Doc, paragraphs: Sequence[Span], heard: Sequence[Heard] = ()) -> list[Attribution]:
    """Every attribution of the text, by where its content begins; ``heard`` are those of the learned reader."""
    text = doc.text
    marks = quoted_spans(text, paragraphs)
    found = list(candidates(doc))
    made = _from_parse(found, marks, text)
    _from_marks(doc, paragraphs, marks, found, made)
    if heard:
        made = _joined(made, list(_from_heard(doc, heard, found, marks, text)), heard)
    return sorted(_distinct(made), key=lambda a: (a.start, a.cue or (0, 0)))


def _from_heard(
    doc: Doc, heard: Sequence[Heard], found: Sequence[Candidate], marks: Sequence[Quoted], text: str
) -> Iterator[Attribution]:
    """What the learned reader is sure of, contents grown to whole quotes, with the construction the parse sees."""
    for one in heard:
        if one.sure < SURE or one.sure * one.clear < CLEAR:
            continue
        if one.sure < NESTED and _inside(one.cue, marks) is not None:
            continue
        seen = [c for c in found if overlaps(c.cue, one.cue)]
        known = next((c for c in seen if cues().stance(c.lemma, c.frame) is not None), None)
        lemma = (known or seen[0]).lemma if seen else char_span(doc, one.cue).root.lemma_.lower()
        told, source = one.content, one.source
        cut: list[Span] = []
        if known is not None and known.content:
            # The parse has the better borders, where both see the same.
            share = _share(known.content, told)
            cut = _swallowed(known, told, found) if SAME > share >= SAME / 2 else []
            if share >= SAME or cut:
                told = known.content
                source = source or known.source
        like = Candidate(one.cue, source, told, lemma, "none", -1)
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
            confidence=round(one.sure * one.clear, 2),
            quoted=quoted,
            passive=bool(known and known.passive),
            cut=cut,
        )


def _swallowed(known: Candidate, told: Sequence[Span], found: Sequence[Candidate]) -> list[Span]:
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


def _joined(parsed: list[Attribution], learned: list[Attribution], heard: Sequence[Heard]) -> list[Attribution]:
    """The contents in quotation marks as the marks have them, all others as the learned reader does.

    What the parse alone attributes stays where the learned reader doesn't rule its cue out.
    """
    out: list[Attribution] = []
    cut = [c for one in learned for c in one.cut]
    for one in parsed:
        if one.scare or (one.quoted and _all_quoted(one)):
            out.append(one if one.scare else _sourced(one, heard))
    marked = list(out)
    for one in learned:
        twin = next((m for m in marked if _shared(m, one) > 0.5 * min(_size(m), _size(one))), None)
        if twin is not None and twin.scare and one.rule == LEARNED and one.confidence < 0.8:
            continue  # too little to make a statement of quoted words
        if twin is None or twin.scare:
            out = [o for o in out if o is not twin]
            out.append(one)
    for one in parsed:
        if any(one is m for m in marked) or one.cue is None or any(a.cue and overlaps(a.cue, one.cue) for a in learned):
            continue
        doubt = max((h.sure for h in heard if overlaps(h.cue, one.cue)), default=0.0)
        agentless = one.passive and one.source is None  # "is seen as": nobody's words, and to be checked
        if doubt >= DOUBT or agentless or any(one.cue[0] in range(s, e) for s, e in cut):
            out.append(one)
    return out


def _size(one: Attribution) -> int:
    return sum(e - s for s, e in one.content)


def _all_quoted(one: Attribution) -> bool:
    return all(any(q.start <= s and e <= q.end for q in one.quoted) for s, e in one.content)


def _sourced(one: Attribution, heard: Sequence[Heard]) -> Attribution:
    """A quote with the source that the learned reader names for its cue, or for its words where it has no cue."""
    best: Heard | None = None
    if one.cue is not None:
        best = max((h for h in heard if overlaps(h.cue, one.cue)), key=lambda h: h.sure, default=None)
    if best is None and (one.cue is None or one.source is None):
        holding = [
            h for h in heard
            if h.sure >= DOUBT and any(overlaps(c, p) and c[1] - c[0] > 12 for c in h.content for p in one.content)
        ]  # fmt: skip
        best = max(holding, key=lambda h: h.sure, default=None)
        if best is not None:
            one.cue = best.cue
    if best is not None and best.source is not None and not any(overlaps(best.source, c) for c in one.content):
        one.source, one.confidence = best.source, max(one.confidence, round(best.sure * best.clear, 2))
    return one


def _inside(span: Span, marks: Sequence[Quoted]) -> Quoted | None:
    at = bisect.bisect_right(marks, span[0], key=lambda q: q.start) - 1
    return marks[at] if at >= 0 and marks[at].start < span[0] and span[1] <= marks[at].end else None


def _from_parse(found: Sequence[Candidate], marks: Sequence[Quoted], text: str) -> list[Attribution]:
    """The constructions whose cue is in the lexicon, their contents grown to whole quotes."""
    made = []
    for one in found:
        stance = cues().stance(one.lemma, one.frame)
        if stance is None or not one.content:
            continue
        if _inside(one.cue, marks) is not None:
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


def _whole_quotes(one: Candidate, marks: Sequence[Quoted], text: str) -> tuple[list[Span], list[Quoted]]:
    """Contents with every quote they touch taken whole; a quote beside its cue is the content alone."""
    content = [c for c in one.content if not (one.source and contains(one.source, c))]
    touched = []
    lo, hi = min((c[0] for c in content), default=0), max((c[1] for c in content), default=0)
    first = max(0, bisect.bisect_left(marks, lo, key=lambda q: q.start) - 1)
    for mark in marks[first:]:
        if mark.start >= hi:
            break
        if any(overlaps((mark.start, mark.end), c) for c in content) and not overlaps((mark.start, mark.end), one.cue):
            touched.append(mark)
    if not touched:
        return content, []
    whole = [q for q in touched if len(text[q.start : q.end].split()) >= 4 and _beside(q, one, text)]
    if whole:
        return [(q.start, q.end) for q in touched], touched
    out = []
    for start, end in content:
        for q in touched:
            if overlaps((start, end), (q.start, q.end)):
                start, end = min(start, q.start), max(end, q.end)
        out.append((start, end))
    return _merged(out), touched


def _beside(quote: Quoted, one: Candidate, text: str) -> bool:
    """Whether nothing but punctuation lies between a quote and the words that attribute it."""
    words = [one.cue, *([one.source] if one.source else [])]
    start, end = min(w[0] for w in words), max(w[1] for w in words)
    between = text[quote.end : start] if quote.end <= start else text[end : quote.start]
    if quote.end > start and end > quote.start:
        return False
    return len(between) <= FAR and not any(c.isalnum() for c in between)


def _merged(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _from_marks(
    doc: Doc, paragraphs: Sequence[Span], marks: Sequence[Quoted], found: Sequence[Candidate], made: list[Attribution]
) -> None:
    """Quotes that no construction has taken: by the nearest speech verb, the quote before, or nobody."""
    text = doc.text
    taken = {q.start for a in made for q in a.quoted}
    sentence_of = [s.start_char for s in doc.sents]
    ends = [s.end_char for s in doc.sents]
    speaking = [c for c in found if cues().of_speech(c.lemma) and _inside(c.cue, marks) is None]
    starts = [c.cue[0] for c in speaking]
    for mark in marks:
        if mark.start in taken:
            continue
        paragraph = next(((s, e) for s, e in paragraphs if s <= mark.start < e), (0, len(text)))
        first = sentence_of[max(0, bisect.bisect_right(sentence_of, mark.start) - 1)]
        last = ends[max(0, bisect.bisect_right(sentence_of, max(mark.start, mark.end - 1)) - 1)]
        cue = _nearest(speaking, starts, mark, max(first, paragraph[0]), last, text)
        words = len(text[mark.start : mark.end].split())
        if cue is not None and (words > 1 or cue.source is not None or _beside(mark, cue, text)):
            joined = next((a for a in made if a.cue == cue.cue), None)
            if joined is not None:
                joined.content = _merged([*joined.content, (mark.start, mark.end)])
                joined.quoted.append(mark)
            else:
                made.append(_by_verb(mark, cue, "a quote beside a verb of speaking"))
            continue
        before = _before(made, mark, paragraph, text)
        if before is not None and words >= 3:
            before.content.append((mark.start, mark.end))
            before.quoted.append(mark)
            continue
        lead = _announced(speaking, starts, mark, paragraph, paragraphs, text)
        if lead is not None:
            made.append(_by_verb(mark, lead, "a quote after a verb of speaking and a colon"))
            continue
        made.append(_alone(mark, made, paragraph, paragraphs, words, text))


def _nearest(
    speaking: Sequence[Candidate], starts: Sequence[int], mark: Quoted, first: int, last: int, text: str
) -> Candidate | None:
    """The speech verb in the quote's own sentence that stands nearest to it."""
    lo, hi = bisect.bisect_left(starts, first), bisect.bisect_right(starts, last)
    best, distance = None, FAR
    for one in speaking[lo:hi]:
        if one.source is None and one.frame == "none" and not _beside(mark, one, text):
            continue
        gap = mark.start - one.cue[1] if one.cue[1] <= mark.start else one.cue[0] - mark.end
        if 0 <= gap < distance:
            best, distance = one, gap
    return best


def _by_verb(mark: Quoted, one: Candidate, rule: str) -> Attribution:
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


def _before(made: Sequence[Attribution], mark: Quoted, paragraph: Span, text: str) -> Attribution | None:
    """The quote before in the same paragraph, which this one goes on: its speaker speaks on."""
    earlier = [a for a in made if a.quoted and paragraph[0] <= a.content[-1][0] and a.content[-1][1] <= mark.start]
    if not earlier:
        return None
    last = max(earlier, key=lambda a: a.content[-1][1])
    if last.scare or not last.quoted or last.content[-1][1] - last.content[-1][0] < 12:
        return None
    return last


def _announced(
    speaking: Sequence[Candidate],
    starts: Sequence[int],
    mark: Quoted,
    paragraph: Span,
    paragraphs: Sequence[Span],
    text: str,
) -> Candidate | None:
    """The speech verb of the text before the quote, where that ends with a colon or comma."""
    head = text[: mark.start].rstrip()
    if not head.endswith((":", ",")):
        return None
    at = bisect.bisect_right(starts, len(head)) - 1
    if at < 0 or len(head) - speaking[at].cue[1] > 220:
        return None
    return speaking[at]


def _alone(
    mark: Quoted, made: Sequence[Attribution], paragraph: Span, paragraphs: Sequence[Span], words: int, text: str
) -> Attribution:
    """A quote without a cue: speech carried on from the paragraph before, distance, or nobody's words."""
    fills = mark.end - mark.start > 0.6 * (paragraph[1] - paragraph[0]) and words > SCARE_WORDS
    if fills:
        at = paragraphs.index(paragraph) if paragraph in paragraphs else 0
        since = paragraphs[max(0, at - 1)][0]
        earlier = [a for a in made if a.source and not a.scare and since <= a.start < mark.start]
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


def _distinct(made: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for one content: the surer, then the one with a source."""
    out: list[Attribution] = []
    for one in sorted(made, key=lambda a: (-a.confidence, a.source is None, a.start)):
        size = sum(e - s for s, e in one.content)
        twin = next((o for o in out if _shared(one, o) > 0.6 * max(size, sum(e - s for s, e in o.content))), None)
        if twin is None:
            out.append(one)
    return out


def _shared(a: Attribution, b: Attribution) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a.content for t, f in b.content)
