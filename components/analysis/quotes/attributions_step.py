"""The step ``dateline_attributions``: begins to ask whose words each cue brings, and which, for ``dateline_quotes``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.quotes.config import AttributionsConfig
from components.analysis.quotes.cue_detection import cue_reading
from components.analysis.step_settings import takes_settings


class AttributionsStep:
    """Fills ``cue_reading``; reads ``cue_pieces`` and the encoded text."""

    def __init__(self, name: str, config: AttributionsConfig) -> None:
        self.name, self._config = name, config

    def __call__(self, doc: Doc) -> Doc:
        """Begin to ask about the cues of a parsed Doc."""
        cue_reading(doc, self._config)
        return doc


@Language.factory(
    "dateline_attributions",
    default_config=asdict(AttributionsConfig()),
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head"],
    assigns=["doc._.dateline"],
)
@takes_settings(AttributionsConfig)
def make_attributions_step(nlp: Language, name: str, **settings: Any) -> AttributionsStep:
    """The step, with settings from the pipeline's config."""
    return AttributionsStep(name, AttributionsConfig(**settings))
