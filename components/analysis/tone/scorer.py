"""The scorer of ``dateline_tone``: how many of the attitudes told are right, and how many are told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, span_prf


def score_tones(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``tones_p``, ``tones_r`` and ``tones_f`` (0..1).

    An attitude is right where the reference has one of the same sentence, holder, target and label.
    """
    return {f"tones_{name}": value for name, value in span_prf(examples, _attitudes).items()}


def _attitudes(doc: Doc) -> set[Hashable]:
    """Sentence, holder, target and label of each attitude."""
    return {(t.start, t.end, t.voice, t.target, t.label) for t in findings(doc).tones if t.label != "neutral"}


def make_tone_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_tones


registry.scorers.register("dateline.tone_scorer.v1", func=make_tone_scorer)
