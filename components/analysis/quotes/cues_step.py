"""The step ``dateline_cues``: finds the cues of quotes, and begins to ask whose words each brings, and which."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.quotes.config import CuesConfig
from components.analysis.quotes.cue_detection import cue_reading
from components.analysis.step_settings import takes_settings


class CuesStep:
    """Fills ``cue_reading``; reads the encoded text."""

    def __init__(self, name: str, config: CuesConfig) -> None:
        self.name, self._config = name, config

    def __call__(self, doc: Doc) -> Doc:
        """Find the cues of a parsed Doc."""
        cue_reading(doc, self._config)
        return doc


@Language.factory(
    "dateline_cues",
    default_config=asdict(CuesConfig()),
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head"],
    assigns=["doc._.dateline"],
)
@takes_settings(CuesConfig)
def make_cues_step(nlp: Language, name: str, **settings: Any) -> CuesStep:
    """The step, with settings from the pipeline's config."""
    return CuesStep(name, CuesConfig(**settings))
