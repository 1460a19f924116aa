"""How prominent each actor is: headline, lead, subject or speaker, spread over the text, how often."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.findings import Findings
from components.domain.spans import Span


def salience_scores(
    doc: Doc, state: Findings, drafts: Sequence[ActorDraft], config: ActorsConfig
) -> list[tuple[float, dict[str, float]]]:
    """For each draft a score, 1.0 for the highest, and its parts; the second headline line is not counted."""
    body = [p for p in state.paragraphs if p not in state.headings]
    lead = body[0] if body else (0, 0)
    points = [_points(doc, state, lead, draft, config) for draft in drafts]
    highest = max((sum(parts.values()) for parts in points), default=1.0) or 1.0
    return [(round(sum(p.values()) / highest, 3), {k: round(v, 2) for k, v in p.items() if v}) for p in points]


def _points(doc: Doc, state: Findings, lead: Span, draft: ActorDraft, config: ActorsConfig) -> dict[str, float]:
    """What a draft has points for, by name; ``lead`` are the characters of the first paragraph."""
    length = max(1, len(state.article.text))
    weights = {
        "name": config.name_weight,
        "nominal": config.description_weight,
        "pronoun": config.pronoun_weight,
        "adjective": config.adjective_weight,
    }
    in_headline = in_lead = early = False
    tenths = set()
    subjects = names = 0
    weighted = 0.0
    for mention in draft.mentions:
        at = doc[mention.start].idx
        if state.in_alternative(at, at + 1) or state.in_credit(at):
            continue
        names += mention.form == "name"
        early |= at < config.beginning_share * length
        weighted += weights[mention.form]
        in_headline |= state.headline is not None and state.headline[0] <= at < state.headline[1]
        in_lead |= lead[0] <= at < lead[1]
        tenths.add(min(9, 10 * at // length))
        subjects += doc[mention.start : mention.end].root.dep_ in {"nsubj", "nsubjpass"}
    return {
        "headline": config.headline_points * in_headline,
        "lead": config.lead_points * in_lead + config.early_points * early,
        "names": config.names_points * math.log1p(names),
        "mentions": config.mentions_points * math.log1p(weighted),
        "subject": config.subjects_points * math.log1p(subjects),
        "spread": config.spread_points * len(tenths) / 10,
        "named": config.named_points * (names > 0),
    }
