"""The turns of a transcript, a hearing or an interview as attributions: each whole, of the label before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from components.analysis.findings import char_span, findings
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.domain.record import Actor
from components.domain.spans import Span

RULE = "the words after a speaker's label and a colon"
ANSWER_RULE = "an answer, of the one who is interviewed"
QUESTION_RULE = "a question, of whoever interviews"


def turn_attributions(doc: Doc, config: QuotesConfig) -> Iterator[Attribution]:
    """An attribution for each turn; an answer's source is where the text before names the one who is interviewed."""
    state = findings(doc)
    interviewee = _interviewee(doc, state.actors, state.turns[0].label[0]) if state.turns else None
    for turn in state.turns:
        source: Span | None = turn.label
        rule, confidence = RULE, config.turn_confidence
        if turn.kind == "answer":
            source, rule = interviewee, ANSWER_RULE
        elif turn.kind == "question":
            source, rule = None, QUESTION_RULE
        yield Attribution(
            content=list(turn.words),
            source=source,
            rule=rule,
            confidence=confidence,
            quoted=[QuotedSpan(start, end) for start, end in turn.words],
            turn=True,
        )


def _interviewee(doc: Doc, actors: Sequence[Actor], first_turn: int) -> Span | None:
    """The name of the one person named before the first question; None where none or several are."""
    named = {
        actor.id: next((m for m in actor.mentions if m.form == "name" and m.end <= first_turn), None)
        for actor in actors
        if actor.kind == "person"
    }
    mentions = sorted((m for m in named.values() if m is not None), key=lambda m: m.start)
    if len(mentions) > 1:  # "Nora Bell, the novelist, talks to Tom Dacre"
        roots = [(m, char_span(doc, (m.start, m.end)).root) for m in mentions]
        mentions = [m for m, root in roots if root.dep_ == "nsubj" and root.head.lemma_.lower() in cues().talking][:1]
    return (mentions[0].start, mentions[0].end) if len(mentions) == 1 else None


def is_told_within_turn(doc: Doc, attribution: Attribution) -> bool:
    """Whether a turn tells somebody else's words: by a verb of speaking, of a source that isn't the speaker."""
    if attribution.source is None or attribution.cue is None or attribution.scare:
        return False
    words = findings(doc).article.text[slice(*attribution.source)].lower()
    return cues().of_speech(attribution.lemma) and words not in cues().first_person | {
        "you",
        "nobody",
        "it",
        "that",
        "who",
        "what",
        "which",
        "we",
    }
