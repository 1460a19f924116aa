"""What the attitude head is asked about a text: a holder and a target in one sentence, and in whose words."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from components.analysis.findings import Findings
from components.domain.record import WRITER, Actor, Mention, Quote
from components.domain.spans import Span, SpanIndex, contains, overlaps

QuestionKind = Literal["pair", "speaker", "writer"]
MOST_ACTORS = 12  # of a sentence whose every pair is asked about: of more the first; a list judges nobody
_FORMS = ("name", "nominal", "pronoun", "adjective")  # the first of these stands best for an actor


@dataclass(frozen=True, slots=True)
class Question:
    """Does the holder speak well or ill of the target in this sentence?

    Spans are characters of the text. held: of a pair the mention of the holder; of a speaker the words in the sentence
    that are the speaker's; of the writer those that are nobody else's.
    """

    kind: QuestionKind
    sentence: Span
    voice: str | None
    held: tuple[Span, ...]
    target: str
    target_span: Span
    quote: Quote | None = None


class MentionsBySentence:
    """Of each sentence the best mention of every actor in it."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._mentions = sorted(
            ((m, a) for a in actors for m in a.mentions if m.form != "adjective"),
            key=lambda found: (found[0].start, found[0].end),
        )
        self._starts = [m.start for m, _ in self._mentions]

    def inside(self, span: Span) -> list[tuple[Mention, Actor]]:
        """The mentions that begin in a span, in text order."""
        first, last = (bisect.bisect_left(self._starts, at) for at in span)
        return self._mentions[first:last]

    def best_by_actor(self, spans: Sequence[Span]) -> dict[str, Mention]:
        """Of each actor that is mentioned within the spans the mention that names it best."""
        out: dict[str, Mention] = {}
        for span in spans:
            for mention, actor in self.inside(span):
                known = out.get(actor.id)
                if known is None or _FORMS.index(mention.form) < _FORMS.index(known.form):
                    out[actor.id] = mention
        return out


def outside(sentence: Span, parts: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of a sentence without these parts."""
    out: list[Span] = []
    at = sentence[0]
    for start, end in sorted(parts):
        if start > at:
            out.append((at, min(start, sentence[1])))
        at = max(at, end)
    if at < sentence[1]:
        out.append((at, sentence[1]))
    return tuple(out)


def clipped(part: Span, sentence: Span) -> Span:
    """The part within the sentence."""
    return max(part[0], sentence[0]), min(part[1], sentence[1])


def questions(state: Findings, sentences: Sequence[Span], mentions: MentionsBySentence) -> Iterator[Question]:
    """All that may be asked about the sentences, headings left out: speakers on whom they name, then the writer."""
    quotes = SpanIndex((part, (q, part)) for q in state.attributions if q.kind != "scare" for part in q.content)
    for sentence in sentences:
        if state.in_heading(*sentence):
            continue
        here = [(q, clipped(p, sentence)) for q, p in quotes.near(sentence) if overlaps(p, sentence)]
        for quote in dict.fromkeys(q.id for q, _ in here):
            one = next(q for q, _ in here if q.id == quote)
            parts = tuple(p for q, p in here if q.id == quote)
            inner = [p for q, p in here if q.id != quote and any(contains(o, p) and o != p for o in parts)]
            own = tuple(s for part in parts for s in outside(part, [p for p in inner if overlaps(p, part)]))
            for actor, mention in mentions.best_by_actor(own).items():
                if actor != one.speaker:
                    yield Question("speaker", sentence, one.speaker, own, actor, (mention.start, mention.end), one)
        free = outside(sentence, [p for _, p in here])
        for actor, mention in mentions.best_by_actor(free).items():
            yield Question("writer", sentence, WRITER, free, actor, (mention.start, mention.end))


def pairs(state: Findings, sentences: Sequence[Span], mentions: MentionsBySentence) -> Iterator[Question]:
    """Every two actors of a sentence, each as holder of an attitude to the other; of a long list its first."""
    for sentence in sentences:
        if state.in_heading(*sentence):
            continue
        best = dict(list(mentions.best_by_actor([sentence]).items())[:MOST_ACTORS])
        for holder, mention in best.items():
            for target, other in best.items():
                if holder != target and not overlaps((mention.start, mention.end), (other.start, other.end)):
                    yield Question(
                        "pair", sentence, holder, ((mention.start, mention.end),), target, (other.start, other.end)
                    )
