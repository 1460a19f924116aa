"""The step ``dateline_questions``: begins to ask who speaks well or ill of whom, for ``dateline_tone``."""

from __future__ import annotations

from spacy.language import Language

from components.analysis.ahead_step import AheadStep
from components.analysis.tone.attitude_cases import attitude_reading


@Language.factory(
    "dateline_questions",
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline"],
)
def make_questions_step(nlp: Language, name: str) -> AheadStep:
    """The step; it has no settings."""
    return AheadStep(name, attitude_reading)
