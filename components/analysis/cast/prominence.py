"""How prominent each actor is: headline, lead, subject, spread over the text, how often."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.cast.cluster import Draft
from components.analysis.findings import Findings

# Weights as a news editor ranks: who is in the headline and the lead first, who does things before who suffers them.
HEADLINE, LEAD, SUBJECT, MENTION, SPREAD, NAMED = 2.5, 1.5, 0.7, 1.0, 2.0, 2.0


def scores(doc: Doc, found: Findings, drafts: Sequence[Draft]) -> list[float]:
    """A score for each draft, 1.0 for the highest; the second headline line is not counted."""
    body = [p for p in found.paragraphs if p not in found.headings]
    lead = body[0] if body else (0, 0)
    length = max(1, len(found.article.text))
    raw = []
    for draft in drafts:
        total = 0.0
        headline = in_lead = False
        places = set()
        subjects = 0
        counted = 0.0
        for mention in draft.mentions:
            at = doc[mention.start].idx
            if found.in_alternative(at, at + 1):
                continue
            counted += {"name": 1.0, "nominal": 0.7, "pronoun": 0.5, "adjective": 0.4}[mention.form]
            headline |= found.headline is not None and found.headline[0] <= at < found.headline[1]
            in_lead |= lead[0] <= at < lead[1]
            places.add(min(9, 10 * at // length))
            subjects += doc[mention.start : mention.end].root.dep_ in {"nsubj", "nsubjpass"}
        total = MENTION * math.log1p(counted) * 2 + SUBJECT * math.log1p(subjects) + SPREAD * len(places) / 10
        total += HEADLINE * headline + LEAD * in_lead + NAMED * (not draft.described)
        raw.append(total)
    top = max(raw, default=1.0) or 1.0
    return [round(r / top, 3) for r in raw]
