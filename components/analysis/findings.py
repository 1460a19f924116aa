"""What the steps have found in a Doc so far: one typed place, kept as ``Doc._.dateline``.

Each step reads what earlier steps wrote and fills fields of its own, as records with character offsets, so that a step
can be replaced alone by anything that fills the same fields. One also rewrites what another filled: ``dateline_quotes``
puts right whom pronouns within quotes mean (``actors``, ``left_open``, ``relations``), as only there it is known who
says "I".
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from spacy.tokens import Doc, Span, SpanGroup

from components.analysis.speaker_turns import Turn
from components.domain.article import Article, make_article
from components.domain.record import Actor as ActorRecord
from components.domain.record import (
    DateBasis,
    Event,
    LoadedWord,
    Quote,
    Relation,
    Sentence,
    Timex,
    Tone,
    UnsureEvent,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
    UnsureTone,
)
from components.domain.spans import Span as CharSpan

if TYPE_CHECKING:
    from components.analysis.actors.mention_detection import MentionReading
    from components.analysis.encoder.inference_threads import Ahead
    from components.analysis.encoder.step import EncodedText
    from components.analysis.quotes.cue_detection import CuePieces, CueReading
    from components.analysis.tone.attitude_cases import AttitudeReading


@dataclass
class Findings:
    """The results of every step for one article, in the order in which the steps fill them."""

    article: Article
    entity_vectors: Ahead[Any] | None = None  # dateline_entities, until spaCy's ner
    # dateline_layout
    paragraphs: list[CharSpan] = field(default_factory=list)
    headings: list[CharSpan] = field(default_factory=list)
    headline: CharSpan | None = None
    alternative: CharSpan | None = None  # the second headline line
    credits: list[CharSpan] = field(default_factory=list)  # of pictures
    turns: list[Turn] = field(default_factory=list)  # of a transcript
    # dateline_reading
    encoded: EncodedText | None = None
    mention_reading: MentionReading | None = None  # dateline_mentions, until dateline_actors
    cue_pieces: CuePieces | None = None  # dateline_cues, until dateline_attributions
    cue_reading: CueReading | None = None  # dateline_attributions, until dateline_quotes
    # dateline_timex
    date: str | None = None
    date_basis: DateBasis | None = None
    date_rule: str = ""
    timexes: list[Timex] = field(default_factory=list)
    # dateline_actors, then dateline_quotes
    actors: list[ActorRecord] = field(default_factory=list)
    left_open: list[CharSpan] = field(default_factory=list)  # pronouns that may mean more than one actor
    unsure_mentions: list[UnsureMention] = field(default_factory=list)
    # dateline_quotes
    quotes: list[Quote] = field(default_factory=list)
    attributions: list[Quote] = field(default_factory=list)  # the quotes and what is too unsure to be one
    unsure_quotes: list[UnsureQuote] = field(default_factory=list)
    # dateline_events
    events: list[Event] = field(default_factory=list)
    unsure_events: list[UnsureEvent] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    unsure_relations: list[UnsureRelation] = field(default_factory=list)
    attitude_reading: AttitudeReading | None = None  # dateline_questions, until dateline_tone
    # dateline_tone
    tones: list[Tone] = field(default_factory=list)
    unsure_tones: list[UnsureTone] = field(default_factory=list)
    loaded: list[LoadedWord] = field(default_factory=list)

    def restarted_for(self, article: Article) -> Findings:
        """New findings for the same text under other details: only the layout and the encoded text still hold."""
        return Findings(
            article=article,
            paragraphs=self.paragraphs,
            headings=self.headings,
            headline=self.headline,
            alternative=self.alternative,
            credits=self.credits,
            turns=self.turns,
            encoded=self.encoded,
        )

    def in_heading(self, start: int, end: int) -> bool:
        """Whether the span lies in the title, its alternative or a section heading."""
        number = bisect.bisect_right(self.headings, start, key=lambda heading: heading[0]) - 1
        return number >= 0 and end <= self.headings[number][1]

    def in_turn(self, start: int, end: int) -> bool:
        """Whether characters touch a turn or the label before it."""
        number = bisect.bisect_left(self.turns, end, key=lambda turn: turn.label[0]) - 1
        return number >= 0 and start < self.turns[number].end

    def in_label(self, start: int, end: int) -> bool:
        """Whether characters touch the label before a turn."""
        number = bisect.bisect_left(self.turns, end, key=lambda turn: turn.label[0]) - 1
        return number >= 0 and start < self.turns[number].head_end

    def in_credit(self, at: int) -> bool:
        """Whether the character lies in the credit of a picture."""
        number = bisect.bisect_right(self.credits, at, key=lambda credit: credit[0]) - 1
        return number >= 0 and at < self.credits[number][1]

    def in_alternative(self, start: int, end: int) -> bool:
        """Whether the span lies in the second headline line, whose contents are not counted again."""
        return self.alternative is not None and self.alternative[0] <= start and end <= self.alternative[1]


if not Doc.has_extension("dateline"):
    Doc.set_extension("dateline", default=None)
_KEY = ("._.", "dateline", None, None)  # under which spaCy keeps it


def findings(doc: Doc) -> Findings:
    """The Doc's findings; a bare Doc gets an article made from its text alone."""
    state: Findings | None = cast("dict[Any, Any]", doc.user_data).get(_KEY)  # doc._.dateline, in a tenth of the time
    if state is None:
        state = doc._.dateline = Findings(article=make_article(doc.text))
    return state


def char_span(doc: Doc, span: CharSpan) -> Span:
    """The tokens that the characters touch; raises ValueError for a span outside the text."""
    tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"no tokens at {span}")
    return tokens


def publish(doc: Doc, key: str, spans: Iterable[tuple[CharSpan, str]]) -> None:
    """Write labelled character spans to ``doc.spans[key]``, for spaCy's own tools."""
    labelled = []
    for span, label in spans:
        tokens = char_span(doc, span)
        labelled.append(Span(doc, tokens.start, tokens.end, label=label))
    doc.spans[key] = SpanGroup(doc, name=key, spans=labelled)


def sentences(doc: Doc) -> list[Sentence]:
    """The Doc's sentences without the white space around them, each with its paragraph."""
    state = findings(doc)
    out = []
    paragraph = 0
    text = doc.text  # once: each look at a span's words puts them together anew
    for sent in doc.sents:
        words = text[sent.start_char : sent.end_char].rstrip()
        stripped = words.lstrip()
        if not stripped:
            continue
        start = sent.start_char + len(words) - len(stripped)
        end = start + len(stripped)
        while paragraph + 1 < len(state.paragraphs) and state.paragraphs[paragraph][1] <= start:
            paragraph += 1
        out.append(Sentence(start=start, end=end, paragraph=paragraph, heading=state.in_heading(start, end)))
    return out
