"""The step ``dateline_cues``: begins to look for cues, as soon as there are sentences."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.quotes.cue_detection import cue_pieces


@dataclass
class CuesStep:
    """Fills ``cue_pieces``; reads the encoded text."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Begin to look for the cues of a parsed Doc."""
        cue_pieces(doc)
        return doc


@Language.factory("dateline_cues", requires=["doc._.dateline", "doc.sents"], assigns=["doc._.dateline"])
def make_cues_step(nlp: Language, name: str) -> CuesStep:
    """The step; it has no settings."""
    return CuesStep(name)
