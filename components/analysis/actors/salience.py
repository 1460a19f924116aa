"""How prominent each actor is: who belongs among the first, by a model fitted on whole readings, then by plain points.

The points (headline, lead, how often, as subject …) say how much a text has of an actor; a town that only says where
things happen has many. So the first few are chosen by whether a careful reader would have the actor in "who is in it",
and among the six that the article is about (weights in models/prominence.json, made by training/prominence.py); these
few are then ranked by their points, and the others come after them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.prominence_features import FEATURES, Prominence, prominence_features
from components.analysis.findings import Findings
from components.analysis.logistic_model import logistic_model


def salience_scores(
    doc: Doc, state: Findings, drafts: Sequence[ActorDraft], config: ActorsConfig
) -> list[tuple[float, dict[str, float]]]:
    """For each draft a score, 1.0 for the highest, and its points by name; the second headline line isn't counted."""
    model = logistic_model("prominence.json", FEATURES)
    numbers = prominence_features(doc, state, drafts, config)
    points = [points_of(row, config) for row in numbers]
    totals = [sum(parts.values()) for parts in points]
    belonging = [model.log_odds(row) + config.points_share * total for row, total in zip(numbers, totals, strict=True)]
    return [
        (round(score, 3), {name: round(value, 2) for name, value in parts.items() if value})
        for score, parts in zip(_scores(belonging, totals, config.first_actors), points, strict=True)
    ]


def points_of(row: Prominence, config: ActorsConfig) -> dict[str, float]:
    """What an actor has points for, by name."""
    names, descriptions = math.expm1(row.names), math.expm1(row.descriptions)
    pronouns, adjectives = math.expm1(row.pronouns), math.expm1(row.adjectives)
    weighted = (
        config.name_weight * names
        + config.description_weight * descriptions
        + config.pronoun_weight * pronouns
        + config.adjective_weight * adjectives
    )
    return {
        "headline": config.headline_points * row.headline,
        "lead": config.lead_points * row.lead + config.early_points * row.early,
        "names": config.names_points * row.names,
        "mentions": config.mentions_points * math.log1p(weighted),
        "subject": config.subjects_points * row.subjects,
        "spread": config.spread_points * row.spread,
        "named": config.named_points * (1 - row.described),
    }


def _scores(belonging: Sequence[float], points: Sequence[float], first: int) -> list[float]:
    """0..1: of the ``first`` to belong their points, of the others less than these, by how much they belong."""
    order = sorted(range(len(belonging)), key=lambda n: -belonging[n])
    chosen, others = order[:first], order[first:]
    highest = max((points[n] for n in chosen), default=1.0) or 1.0
    scores = [0.0] * len(belonging)
    for n in chosen:
        scores[n] = points[n] / highest
    least = min((scores[n] for n in chosen), default=0.0)
    for n in others:
        below = belonging[chosen[-1]] - belonging[n]  # 0 or more
        scores[n] = 0.99 * least * math.exp(-below / 4)
    return scores
