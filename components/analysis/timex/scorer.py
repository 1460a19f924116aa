"""The scorer of ``dateline_timex``: which time expressions were found, and which have the right value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, matched, mean, prefixed, span_prf
from components.domain.spans import Span


def score_timexes(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``timexes_p``, ``_r``, ``_f`` by their characters, and ``timexes_value_acc`` of those that both have; 0..1."""
    listed = list(examples)
    values = mean([expected == found for expected, found in matched(listed, _values)])
    scores = prefixed("timexes", span_prf(listed, lambda doc: _values(doc).keys()))
    return {**scores, "timexes_value_acc": values}


def _values(doc: Doc) -> dict[Span, str]:
    return {(t.start, t.end): t.value for t in findings(doc).timexes}


def make_timex_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_timexes


registry.scorers.register("dateline.timex_scorer.v1", func=make_timex_scorer)
