"""What speaks for an attitude: the judgements that the parse shows, the head's answers, who and where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.analysis.tone.attitude_candidates import Candidate
from components.analysis.tone.attitude_model import Likelihoods
from components.analysis.tone.judgement import opposite
from components.analysis.tone.lexicon import Polarity
from components.domain.record import WRITER, ActorKind, Form, Quote
from components.domain.spans import Span

NAMES = (
    "bias", "speaker likelihood", "writer likelihood", "agent likelihood", "act", "weak act", "act of nobody",
    "predicate", "attribute", "deed", "negated", "hedged", "question", "opposed", "agreeing words",
    "opposing words", "writer", "agent", "opinion of the writer", "person", "place", "group", "pronoun",
    "description", "owned", "direct quote", "indirect quote", "act and likelihood", "positive",
    "ahead of other targets", "other target", "the other way", "near word",
)  # fmt: skip
_GROUPS = {
    "act": "act", "act by a noun": "act", "act by an adjective": "act", "naming": "predicate", "predicate": "predicate",
    "apposition": "predicate", "evaluating noun": "predicate", "attribute": "attribute", "deed": "deed",
    "trait": "deed",
    "evaluated object": "deed",
}  # fmt: skip
NEAR = 30  # characters between a target and a word that may be about it
MOST_AHEAD = 3.0  # log odds
MIN_LIKELIHOOD = 0.002  # of an answer: what is less likely speaks no louder


@dataclass(slots=True)
class AttitudeCase:
    """All that is known of one holder and one target in one sentence.

    voice: WRITER, an actor's id, or None where the text gives no actor. words: for each polarity the evaluating words
    among those of the holder that are tied to nobody by the parse. likely: the head's answer about the words in which
    the target stands (a speaker's or the writer's); pair: about the holder's and the target's mention.
    """

    sentence: Span
    voice: str | None
    target: str
    target_span: Span
    target_kind: ActorKind
    target_form: Form
    quote: Quote | None = None
    holder: Span | None = None
    judgements: list[Candidate] = field(default_factory=list)
    words: dict[Polarity, list[Span]] = field(default_factory=lambda: {"negative": [], "positive": []})
    likely: Likelihoods | None = None
    pair: Likelihoods | None = None
    is_opinion: bool = False
    is_ironic: bool = False  # the sentence says that it may be
    # By polarity the likelihood of the same holder's attitude to the likeliest other target of the sentence, and that
    # of the target's to the holder; empty where there is no such case.
    to_others: dict[Polarity, float] = field(default_factory=dict)
    back: dict[Polarity, float] = field(default_factory=dict)

    @property
    def is_agent(self) -> bool:
        """Whether the holder is told of as judging, not heard."""
        return self.likely is None

    def likelihood(self, polarity: Polarity) -> float:
        """The head's, the higher of its two answers."""
        return max((a.of(polarity) for a in (self.likely, self.pair) if a is not None), default=0.0)

    def judging(self, polarity: Polarity) -> list[Candidate]:
        """The judgements of one polarity; a negated one speaks for the other."""
        return [c for c in self.judgements if c.polarity == polarity]


def features(case: AttitudeCase, polarity: Polarity) -> list[float]:
    """A number for each of NAMES."""
    mine, against = case.judging(polarity), case.judging(opposite(polarity))
    groups = {_group(c) for c in mine}
    likely, pair = _logit(case.likely, polarity), _logit(case.pair, polarity)
    is_writer = case.voice == WRITER
    values = {
        "bias": 1.0,
        "speaker likelihood": likely if case.likely and not is_writer else 0.0,
        "writer likelihood": likely if case.likely and is_writer else 0.0,
        "agent likelihood": pair if case.pair else 0.0,
        **{
            name: float(name in groups)
            for name in ("act", "weak act", "act of nobody", "predicate", "attribute", "deed")
        },
        "negated": float(any(c.judgement.is_negated for c in mine)),
        "hedged": float(any(c.judgement.is_hedged for c in mine)),
        "question": float(any(c.judgement.is_question for c in mine)),
        "opposed": float(bool(against)),
        "agreeing words": min(3.0, len(case.words[polarity])),
        "opposing words": min(3.0, len(case.words[opposite(polarity)])),
        "writer": float(is_writer),
        "agent": float(case.is_agent),
        "opinion of the writer": float(is_writer and case.is_opinion),
        "person": float(case.target_kind == "person"),
        "place": float(case.target_kind == "place"),
        "group": float(case.target_kind == "group"),
        "pronoun": float(case.target_form == "pronoun"),
        "description": float(case.target_form == "nominal"),
        "owned": float(bool(mine) and all(c.is_owned for c in mine)),
        "direct quote": float(case.quote is not None and case.quote.kind == "direct"),
        "indirect quote": float(case.quote is not None and case.quote.kind == "indirect"),
        "act and likelihood": float("act" in groups) * max(0.0, pair),
        "positive": float(polarity == "positive"),
        "ahead of other targets": _ahead(case, polarity),
        "other target": float(bool(case.to_others)),
        "the other way": _log_odds(case.back[polarity]) - _log_odds(case.likelihood(polarity)) if case.back else 0.0,
        "near word": float(any(_apart(span, case.target_span) <= NEAR for span in case.words[polarity])),
    }
    return [values[name] for name in NAMES]


def _group(candidate: Candidate) -> str:
    """What kind of judgement it is: an act counts as one only where the sentence says whose."""
    group = _GROUPS[candidate.judgement.pattern]
    if candidate.judgement.pattern == "naming" and candidate.is_act:
        return "act"
    if group != "act":
        return group
    return "act of nobody" if not candidate.is_act else "weak act" if candidate.judgement.is_weak else "act"


def probability(weights: Sequence[float], values: Sequence[float]) -> float:
    """The logistic model's: see training/attitude_ranking.py."""
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))


def _logit(likely: Likelihoods | None, polarity: Polarity) -> float:
    return 0.0 if likely is None else _log_odds(likely.of(polarity))


def _log_odds(p: float) -> float:
    p = min(1 - MIN_LIKELIHOOD, max(MIN_LIKELIHOOD, p))
    return math.log(p / (1 - p))


def _ahead(case: AttitudeCase, polarity: Polarity) -> float:
    """How much likelier this target is than the likeliest other of the same holder: -MOST_AHEAD to MOST_AHEAD."""
    if not case.to_others:
        return 0.0
    difference = _log_odds(case.likelihood(polarity)) - _log_odds(case.to_others[polarity])
    return max(-MOST_AHEAD, min(MOST_AHEAD, difference))


def _apart(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(0, a[0] - b[1], b[0] - a[1])
