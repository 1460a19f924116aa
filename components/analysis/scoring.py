"""Scores that the steps' scorers share: what a pipeline found against what the reference Docs hold.

A reference is annotated by ``Example.reference._.dateline``; one without is left out, as spaCy's own scorers do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from spacy.scorer import PRFScore
from spacy.tokens import Doc
from spacy.training import Example

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
ConfigT = TypeVar("ConfigT")
Scorer = Callable[..., dict[str, Any]]  # of examples: scores by name


class ScoredStep(Generic[ConfigT]):
    """A step with its settings and a scorer, which ``nlp.evaluate`` calls; without one it has no scores."""

    def __init__(self, name: str, config: ConfigT, scorer: Scorer | None = None) -> None:
        self.name, self._config, self.scorer = name, config, scorer

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """The scores of the examples, by name."""
        return self.scorer(examples, **settings) if self.scorer else {}


def annotated(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples whose reference holds findings."""
    return (example for example in examples if example.reference._.dateline is not None)


def matched(examples: Iterable[Example], by_key: Callable[[Doc], Mapping[K, T]]) -> list[tuple[T, T]]:
    """What the reference has and what was found, of each key that both have, over all examples."""
    pairs: list[tuple[T, T]] = []
    for example in annotated(examples):
        expected, found = by_key(example.reference), by_key(example.predicted)
        pairs += [(item, found[key]) for key, item in expected.items() if key in found]
    return pairs


def mean(values: Collection[float]) -> float:
    """The mean, as an accuracy is of ones that are right; 0 where there is none to count."""
    return sum(values) / len(values) if values else 0.0


def span_prf(examples: Iterable[Example], getter: Callable[[Doc], Iterable[Hashable]]) -> dict[str, float]:
    """Precision, recall and F1 (``p``, ``r``, ``f``; 0..1) over all examples of the sets that ``getter`` gives.

    Items are compared whole: (start, end), or (start, end, label). Where there is none to count, a score is 0.
    """
    score = PRFScore()
    for example in annotated(examples):
        score.score_set(set(getter(example.predicted)), set(getter(example.reference)))
    return prf(score)


def prf(score: PRFScore) -> dict[str, float]:
    """A score as ``p``, ``r`` and ``f``."""
    return {"p": score.precision, "r": score.recall, "f": score.fscore}


def prefixed(name: str, scores: dict[str, float]) -> dict[str, float]:
    """Scores under names of their own: ``{"p": ...}`` as ``{"actors_p": ...}``."""
    return {f"{name}_{key}": value for key, value in scores.items()}
