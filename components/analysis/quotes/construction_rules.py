"""Which construction attributes a quote, in words for a reader."""

from __future__ import annotations

from components.analysis.quotes.syntactic_attribution import Frame

LEARNED = "words that attribute, as learned from annotated news"
_RULES: dict[Frame, str] = {
    "clause": "a reporting verb and the clause it reports",
    "infinitive": "a reporting verb and what is to be done",
    "noun": "a reporting verb and its object",
    "as": "a verb of speaking or seeing and what follows “{}”",
    "inserted": "a reporting verb set between commas",
    "according": "“according to”",
    "nominal": "a noun of saying or thinking and the clause it announces",
}


def construction_rule(frame: Frame | None, lemma: str) -> str:
    """The rule of a construction with its cue's lemma; where the parse sees none, it was learned."""
    rule = _RULES.get(frame, LEARNED) if frame else LEARNED
    return rule.format(lemma.rpartition(" ")[2])
