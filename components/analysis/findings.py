"""What the steps have found in a Doc so far: one typed place, kept as ``Doc._.dateline``.

Each step reads what earlier steps wrote and writes its own field, as records with character offsets,
so that a step can be replaced alone by anything that fills the same field.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from components.domain.article import Article, make_article
from components.domain.record import Actor as ActorRecord
from components.domain.record import DateBasis, Event, Quote, Relation, Sentence, Timex, Tone
from components.domain.spans import Span as CharSpan

LEAD = 6  # paragraphs in which the byline and the line of place and date may stand


@dataclass
class Findings:
    """The results of every step for one article, in the order in which the steps fill them.

    layout: sentences (after the parser has run), paragraphs, headline, alternative, credits of pictures.
    timex: date, date_basis, date_rule, timexes. actors: actors, relations. Then quotes, events, tones.
    """

    article: Article
    paragraphs: list[CharSpan] = field(default_factory=list)
    headings: list[CharSpan] = field(default_factory=list)
    headline: CharSpan | None = None
    alternative: CharSpan | None = None
    credits: list[CharSpan] = field(default_factory=list)
    date: str | None = None
    date_basis: DateBasis | None = None
    date_rule: str = ""
    timexes: list[Timex] = field(default_factory=list)
    actors: list[ActorRecord] = field(default_factory=list)
    left_open: list[CharSpan] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    reading: Any = None  # neural.reading.Reading: what the encoder made of the text

    def restarted_for(self, article: Article) -> Findings:
        """New findings for the same text under other details: of what was found only the layout holds."""
        return Findings(
            article=article,
            paragraphs=self.paragraphs,
            headings=self.headings,
            headline=self.headline,
            alternative=self.alternative,
            credits=self.credits,
            reading=self.reading,
        )

    def in_heading(self, start: int, end: int) -> bool:
        """Whether the span lies in the title, its alternative or a section heading."""
        at = bisect.bisect_right(self.headings, start, key=lambda h: h[0]) - 1
        return at >= 0 and end <= self.headings[at][1]

    def in_credit(self, at: int) -> bool:
        """Whether the character lies in the credit of a picture."""
        before = bisect.bisect_right(self.credits, at, key=lambda c: c[0]) - 1
        return before >= 0 and at < self.credits[before][1]

    def in_alternative(self, start: int, end: int) -> bool:
        """Whether the span lies in the second headline line, whose contents are not counted again."""
        return self.alternative is not None and self.alternative[0] <= start and end <= self.alternative[1]


if not Doc.has_extension("dateline"):
    Doc.set_extension("dateline", default=None)


def findings(doc: Doc) -> Findings:
    """The Doc's findings; a bare Doc gets an article made from its text alone."""
    if doc._.dateline is None:
        doc._.dateline = Findings(article=make_article(doc.text))
    found: Findings = doc._.dateline
    return found


def char_span(doc: Doc, span: CharSpan) -> Span:
    """The tokens that the characters touch; raises ValueError for a span outside the text."""
    tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"no tokens at {span}")
    return tokens


def publish(doc: Doc, key: str, spans: Iterable[tuple[CharSpan, str]]) -> None:
    """Write labelled character spans to ``doc.spans[key]``, for spaCy's own tools."""
    made = []
    for span, label in spans:
        tokens = char_span(doc, span)
        made.append(Span(doc, tokens.start, tokens.end, label=label))
    doc.spans[key] = SpanGroup(doc, name=key, spans=made)


def sentences(doc: Doc) -> list[Sentence]:
    """The Doc's sentences without the white space around them, each with its paragraph."""
    found = findings(doc)
    out = []
    paragraph = 0
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        stripped = sent.text.strip()
        if not stripped:
            continue
        start += len(sent.text) - len(sent.text.lstrip())
        end = start + len(stripped)
        while paragraph + 1 < len(found.paragraphs) and found.paragraphs[paragraph][1] <= start:
            paragraph += 1
        out.append(Sentence(start=start, end=end, paragraph=paragraph, heading=found.in_heading(start, end)))
    return out
