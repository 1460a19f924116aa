"""The step ``dateline_questions``: begins to ask who speaks well or ill of whom, for ``dateline_tone``."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.tone.attitude_cases import attitude_reading


@dataclass
class QuestionsStep:
    """Fills ``attitude_reading``; reads ``actors``, ``attributions`` and the encoded text."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Begin to ask about the actors of a parsed Doc."""
        attitude_reading(doc)
        return doc


@Language.factory(
    "dateline_questions",
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline"],
)
def make_questions_step(nlp: Language, name: str) -> QuestionsStep:
    """The step; it has no settings."""
    return QuestionsStep(name)
