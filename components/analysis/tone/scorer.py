"""The scorer of ``dateline_tone``: how many of the reference's tones have the label that it gives them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from spacy.scorer import PRFScore
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, annotated, mean
from components.analysis.tone.target_sentiment import LABELS
from components.domain.record import ToneLabel


def score_tones(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``tones_acc``, ``tones_macro_f`` (0..1), and ``tones_f_per_label``.

    A tone is of a sentence and a target: one that the reference doesn't speak of is not counted, one that was not
    found is a wrong answer. The macro F1 is the mean over the labels that occur in either.
    """
    per_label = {label: PRFScore() for label in LABELS}
    right: list[bool] = []
    for number, example in enumerate(annotated(examples)):
        expected, found = _labels(example.reference), _labels(example.predicted)
        right += [found.get(key) == label for key, label in expected.items()]
        for label, score in per_label.items():
            score.score_set(
                {(number, key) for key in expected if found.get(key) == label},
                {(number, key) for key in expected if expected[key] == label},
            )
    by_label = {label: score.fscore for label, score in per_label.items() if score.tp + score.fp + score.fn}
    return {
        "tones_acc": mean(right),
        "tones_macro_f": mean(by_label.values()),
        "tones_f_per_label": by_label,
    }


def _labels(doc: Doc) -> dict[Hashable, ToneLabel]:
    """The label of each sentence and target."""
    return {(tone.start, tone.end, tone.target): tone.label for tone in findings(doc).tones}


def make_tone_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_tones


registry.scorers.register("dateline.tone_scorer.v1", func=make_tone_scorer)
