"""The scorer of ``dateline_actors``: which mentions were found, of what kind, and which are of one actor (B³)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, annotated, matched, mean, prefixed, span_prf
from components.domain.record import Actor
from components.domain.spans import Span

Clusters = Mapping[Span, frozenset[Span]]  # of each mention all mentions of its actor


def score_actors(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``mentions_p``, ``_r``, ``_f`` by their characters, ``actors_kind_acc``, and ``actors_b3_p``, ``_r``, ``_f``.

    The accuracy of kinds is of the mentions that both have. All are 0..1.
    """
    listed = list(examples)
    scores = prefixed("mentions", span_prf(listed, lambda doc: _actor_of(doc).keys()))
    kinds = mean([expected.kind == found.kind for expected, found in matched(listed, _actor_of)])
    return {**scores, "actors_kind_acc": kinds, **prefixed("actors_b3", b_cubed(listed))}


def b_cubed(examples: Iterable[Example]) -> dict[str, float]:
    """B³ (Bagga and Baldwin 1998): for each mention, how many of its cluster are right; the mean over mentions."""
    precision: list[float] = []
    recall: list[float] = []
    for example in annotated(examples):
        expected, found = _clusters(example.reference), _clusters(example.predicted)
        precision += _shares(found, expected)
        recall += _shares(expected, found)
    p, r = mean(precision), mean(recall)
    return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0}


def _shares(clusters: Clusters, others: Clusters) -> list[float]:
    """For each mention the share of its cluster that is in the other one's cluster, too."""
    return [len(cluster & others.get(span, frozenset())) / len(cluster) for span, cluster in clusters.items()]


def _actor_of(doc: Doc) -> dict[Span, Actor]:
    return {(m.start, m.end): actor for actor in findings(doc).actors for m in actor.mentions}


def _clusters(doc: Doc) -> Clusters:
    clusters = [frozenset((m.start, m.end) for m in actor.mentions) for actor in findings(doc).actors]
    return {span: cluster for cluster in clusters for span in cluster}


def make_actors_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_actors


registry.scorers.register("dateline.actors_scorer.v1", func=make_actors_scorer)
