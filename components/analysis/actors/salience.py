"""How prominent each actor is: headline, lead, subject or speaker, spread over the text, how often."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.findings import Findings

# Fitted (logistic regression) to which actors the annotators of 84 texts of other kinds named in their summaries, with
# the headline's weight raised, as few of those texts have one.
HEADLINE, LEAD, EARLY, NAMES, MENTIONS, SUBJECT, SPREAD, NAMED = 1.5, 0.75, 0.5, 1.7, 0.6, 0.4, 0.2, 1.5

BEGINNING = 0.1  # of the text, in which one is named early


def salience_scores(doc: Doc, found: Findings, drafts: Sequence[ActorDraft]) -> list[tuple[float, dict[str, float]]]:
    """For each draft a score, 1.0 for the highest, and its parts; the second headline line is not counted."""
    body = [p for p in found.paragraphs if p not in found.headings]
    lead = body[0] if body else (0, 0)
    length = max(1, len(found.article.text))
    out: list[dict[str, float]] = []
    for draft in drafts:
        headline = in_lead = early = False
        places = set()
        subjects = names = 0
        counted = 0.0
        for mention in draft.mentions:
            at = doc[mention.start].idx
            if found.in_alternative(at, at + 1) or found.in_credit(at):
                continue
            names += mention.form == "name"
            early |= at < BEGINNING * length
            counted += {"name": 1.0, "nominal": 0.7, "pronoun": 0.5, "adjective": 0.4}[mention.form]
            headline |= found.headline is not None and found.headline[0] <= at < found.headline[1]
            in_lead |= lead[0] <= at < lead[1]
            places.add(min(9, 10 * at // length))
            subjects += doc[mention.start : mention.end].root.dep_ in {"nsubj", "nsubjpass"}
        out.append(
            {
                "headline": HEADLINE * headline,
                "lead": LEAD * in_lead + EARLY * early,
                "names": NAMES * math.log1p(names),
                "mentions": MENTIONS * math.log1p(counted),
                "subject": SUBJECT * math.log1p(subjects),
                "spread": SPREAD * len(places) / 10,
                "named": NAMED * (names > 0),
            }
        )
    top = max((sum(parts.values()) for parts in out), default=1.0) or 1.0
    return [(round(sum(p.values()) / top, 3), {k: round(v, 2) for k, v in p.items() if v}) for p in out]
