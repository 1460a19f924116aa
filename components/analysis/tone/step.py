"""The step ``dateline_tone``: who speaks well or ill of whom, in which words."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.tone.scorer  # noqa: F401 - registers the scorer
from components.analysis.encoder.onnx_model import model_file
from components.analysis.findings import findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.analysis.tone.attitude_candidates import QuotesByCharacter
from components.analysis.tone.attitude_cases import attitude_cases
from components.analysis.tone.attitude_features import NAMES, AttitudeCase, features, probability
from components.analysis.tone.config import ToneConfig
from components.analysis.tone.lexicon import POLARITIES, Polarity
from components.analysis.tone.loaded_words import loaded_words
from components.domain.record import UNKNOWN, WRITER, Tone, UnsureTone
from components.domain.spans import Span, hull

_HOW: dict[str, str] = {
    "act": "an act of judgement and whom it is directed at", "act by a noun": "a noun of judgement and whom it is of",
    "act by an adjective": "an adjective that says how one stands to another", "naming": "what one calls the other",
    "predicate": "what is said of the actor judges it", "apposition": "the words beside the name judge",
    "evaluating noun": "what is said to be the actor’s judges it", "attribute": "the word before the name judges",
    "deed": "the deed that is told judges", "trait": "the quality that is told judges",
    "evaluated object": "the word chosen for the deed judges",
}  # fmt: skip


@functools.cache
def ranking_weights() -> tuple[float, ...]:
    """The weights of attitude_features.NAMES: see training/attitude_ranking.py."""
    weights: dict[str, float] = json.loads(model_file("attitude.json").read_text("utf-8"))["weights"]
    return tuple(weights[name] for name in NAMES)


class ToneStep(ScoredStep[ToneConfig]):
    """Fills ``tones``, ``unsure`` and ``loaded``; reads ``actors``, ``quotes`` and the encoded text."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the attitudes of a Doc."""
        state = findings(doc)
        quotes = QuotesByCharacter(state.attributions)
        best: dict[tuple[int, str, str | None], Tone] = {}
        for case in attitude_cases(doc):
            tone = attitude_of(case, ranking_weights(), self._config)
            if tone is None:
                continue
            key = (tone.start, tone.voice, tone.target)  # of several whom the text doesn't name the likeliest
            if key not in best or tone.confidence > best[key].confidence:
                best[key] = tone
        told = [tone for tone in best.values() if not isinstance(tone, UnsureTone)]
        state.tones, state.unsure_tones = told, [tone for tone in best.values() if isinstance(tone, UnsureTone)]
        state.loaded = loaded_words(doc, state, quotes)
        publish(doc, "dateline_tone", ((hull(t.evidence), t.label) for t in told))
        return doc


@Language.factory(
    "dateline_tone",
    default_config={**asdict(ToneConfig()), "scorer": {"@scorers": "dateline.tone_scorer.v1"}},
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={"tones_p": None, "tones_r": None, "tones_f": 1.0},
)
@takes_settings(ToneConfig)
def make_tone_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> ToneStep:
    """The step, with settings from the pipeline's config."""
    return ToneStep(name, ToneConfig(**settings), scorer)


def attitude_of(case: AttitudeCase, weights: Sequence[float], config: ToneConfig) -> Tone | None:
    """The attitude of a case, told or too unsure to be told (UnsureTone); None where too little speaks for one."""
    likely = {p: probability(weights, features(case, p)) for p in POLARITIES if case.judging(p) or case.words[p]}
    polarity: Polarity = max(likely, key=lambda p: likely[p])
    chance = likely[polarity]
    evidence, cue = _evidence(case, polarity)
    is_report = case.voice == WRITER and not case.is_opinion
    judging = case.judging(polarity)
    least = config.min_probability if judging else config.min_untied_probability
    if is_report:
        least = max(least, config.min_writer_probability)
    elif any(c.is_plain_act for c in judging) and chance >= config.min_act_probability:
        least, chance = config.min_act_probability, max(chance, config.min_act_confidence)
    if chance < min(least, config.min_unsure_probability):
        return None
    why = ""
    if judging and all(c.is_doubtful for c in judging):
        why = "the text doesn’t say that it is so: a hedge, a question, a condition or a negation stands with it"
    elif case.is_ironic:
        why = "it may be irony"
    elif case.voice is None:
        why = "who holds it isn’t among the actors"
    elif chance < least:
        why = "it is too unlikely" if not is_report else "a report’s writer is seldom one who judges"
    tone = Tone(
        start=case.sentence[0],
        end=case.sentence[1],
        target=case.target,
        label=polarity,
        score=round(chance if polarity == "positive" else -chance, 3),
        voice=case.voice or UNKNOWN,
        evidence=evidence,
        rule=_rule(case, polarity),
        confidence=round(chance, 2),
        holder=case.holder,
        cue=cue,
    )
    return UnsureTone(why=why, **msgspec.structs.asdict(tone)) if why else tone


def _evidence(case: AttitudeCase, polarity: Polarity) -> tuple[tuple[Span, ...], Span | None]:
    """The words that judge, in text order, and the act of judgement among them."""
    mine = case.judging(polarity)
    spans = {span for c in mine for span in c.cue} or set(case.words[polarity])
    act = next((c.act for c in mine if c.is_act), None)
    return tuple(sorted(spans)), act


def _rule(case: AttitudeCase, polarity: Polarity) -> str:
    mine = case.judging(polarity)
    notes = list(dict.fromkeys(_HOW[c.judgement.pattern] for c in mine)) or ["how the words read towards the actor"]
    if any(c.judgement.is_negated for c in mine):
        notes.append("turned round by a negation")
    if any(c.judgement.is_hedged for c in mine):
        notes.append("with a hedge")
    return "; ".join(notes)
