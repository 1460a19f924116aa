"""Scores that the steps' scorers share: what a pipeline found against what the reference Docs hold.

A reference is annotated by ``Example.reference._.dateline``; one without is left out, as spaCy's own scorers do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from spacy.scorer import PRFScore
from spacy.tokens import Doc
from spacy.training import Example


def annotated(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples whose reference holds findings."""
    return (example for example in examples if example.reference._.dateline is not None)


def span_prf(examples: Iterable[Example], getter: Callable[[Doc], Iterable[Hashable]]) -> dict[str, float]:
    """Precision, recall and F1 (``p``, ``r``, ``f``; 0..1) over all examples of the sets that ``getter`` gives.

    Items are compared whole: (start, end), or (start, end, label). Where there is none to count, a score is 0.
    """
    score = PRFScore()
    for example in annotated(examples):
        score.score_set(set(getter(example.predicted)), set(getter(example.reference)))
    return {"p": score.precision, "r": score.recall, "f": score.fscore}
