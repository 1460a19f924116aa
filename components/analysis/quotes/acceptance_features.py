"""What decides whether an attribution is told: the construction, the learned model's likelihood, the source, the words.

One row of numbers an attribution (FEATURES), which acceptance.py weighs.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.clause_arguments import has_not
from components.analysis.findings import char_span, findings
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.lexicon import cues
from components.domain.record import Actor, Quote

_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))


class Acceptance(NamedTuple):
    """The numbers of one attribution; marks are 0 or 1, likelihoods 0..1."""

    learned: float
    clearness: float
    likely: float  # the product of both
    unseen: float  # by the learned model
    clause: float
    infinitive: float
    noun: float
    according: float
    inserted: float
    nominal: float
    as_frame: float
    no_frame: float
    learned_alone: float  # the parse sees no construction of a cue of the lexicon
    direct: float
    mixed: float
    turn: float
    beside: float  # a quote without a construction that has a cue beside it
    goes_on: float
    nobody: float
    source: float
    source_is_actor: float
    source_is_person: float
    source_is_pronoun: float
    source_is_document: float
    source_plural: float
    speech: float  # whether the cue is a verb of speaking
    passive: float
    negated: float
    asked: float  # "will say", "to say", "if he says": not said
    content_finite: float
    content_begins_finite: float
    words: float  # log(1 + words of the content)
    short: float  # up to three words
    in_heading: float
    within_quote: float
    starts_low: float  # with a preposition or the like
    ends_cut: float  # in the middle of a phrase
    apart: float  # content in several parts
    cue_before: float
    question: float
    likely_noun: float
    likely_infinitive: float
    likely_learned_alone: float


FEATURES = Acceptance._fields


def acceptance_features(
    doc: Doc, attribution: Attribution, quote: Quote, actor: Actor | None, within_quote: bool
) -> Acceptance:
    """The numbers of an attribution with its record and speaker; ``within_quote``: whether others' words hold it."""
    text = findings(doc).article.text
    frame = attribution.frame
    likely = attribution.learned * attribution.clearness
    content = [char_span(doc, part) for part in attribution.content]
    tokens = [t for part in content for t in part if not t.is_space and not t.is_punct]
    source = char_span(doc, attribution.source).root if attribution.source else None
    cue = char_span(doc, attribution.cue).root if attribution.cue else None
    words = sum(len(text[s:e].split()) for s, e in attribution.content)
    rule = attribution.rule
    first, last = (tokens[0], tokens[-1]) if tokens else (None, None)
    alone = frame is None and attribution.learned > 0
    return Acceptance(
        learned=attribution.learned,
        clearness=attribution.clearness,
        likely=likely,
        unseen=float(attribution.learned == 0),
        clause=float(frame == "clause"),
        infinitive=float(frame == "infinitive"),
        noun=float(frame == "noun"),
        according=float(frame == "according"),
        inserted=float(frame == "inserted"),
        nominal=float(frame == "nominal"),
        as_frame=float(frame == "as"),
        no_frame=float(frame in (None, "none")),
        learned_alone=float(alone),
        direct=float(quote.kind == "direct"),
        mixed=float(quote.kind == "mixed"),
        turn=float(attribution.turn),
        beside=float("beside a verb" in rule or "and a colon" in rule),
        goes_on=float("goes on" in rule),
        nobody=float("no one named" in rule),
        source=float(source is not None),
        source_is_actor=float(actor is not None),
        source_is_person=float(actor is not None and actor.kind == "person"),
        source_is_pronoun=float(source is not None and source.pos_ == "PRON"),
        source_is_document=float(source is not None and source.lemma_.lower() in cues().documents),
        source_plural=float(source is not None and source.tag_ in ("NNS", "NNPS")),
        speech=float(cues().of_speech(attribution.lemma.partition(" ")[0])),
        passive=float(attribution.passive),
        negated=float(cue is not None and has_not(cue)),
        asked=float(cue is not None and _is_not_said(cue)),
        content_finite=float(any(t.tag_ in _FINITE for t in tokens)),
        content_begins_finite=float(first is not None and first.tag_ in _FINITE),
        words=math.log1p(words),
        short=float(words <= 3),
        in_heading=float(findings(doc).in_heading(*attribution.content[0])),
        within_quote=float(within_quote),
        starts_low=float(first is not None and first.pos_ in ("ADP", "CCONJ") and first.tag_ != "TO"),
        ends_cut=float(last is not None and (last.dep_ in ("det", "amod", "prep", "cc", "mark") or last.tag_ == "DT")),
        apart=float(len(attribution.content) > 1),
        cue_before=float(attribution.cue is not None and attribution.cue[0] < attribution.start),
        question=float(any(t.text == "?" for part in content for t in part)),
        likely_noun=likely * (frame == "noun"),
        likely_infinitive=likely * (frame == "infinitive"),
        likely_learned_alone=likely * alone,
    )


def _is_not_said(cue: Token) -> bool:
    """Whether the cue tells what isn't said yet, or only may be: "will say", "if he says", "to say"."""
    return any(
        (
            c.dep_ == "aux"
            and c.lower_ in ("will", "would", "could", "may", "might", "should", "to", "can", "’ll", "'ll")
        )
        or (c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether"))
        for c in cue.children
    )
