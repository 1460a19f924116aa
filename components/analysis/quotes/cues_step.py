"""The step ``dateline_cues``: begins to look for cues, as soon as there are sentences."""

from __future__ import annotations

from spacy.language import Language

from components.analysis.ahead_step import AheadStep
from components.analysis.quotes.cue_detection import cue_pieces


@Language.factory("dateline_cues", requires=["doc._.dateline", "doc.sents"], assigns=["doc._.dateline"])
def make_cues_step(nlp: Language, name: str) -> AheadStep:
    """The step; it has no settings."""
    return AheadStep(name, cue_pieces)
