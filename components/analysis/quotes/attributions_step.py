"""The step ``dateline_attributions``: begins to ask whose words each cue brings, and which, for ``dateline_quotes``."""

from __future__ import annotations

import functools
from dataclasses import asdict
from typing import Any

from spacy.language import Language

from components.analysis.ahead_step import AheadStep
from components.analysis.quotes.config import AttributionsConfig
from components.analysis.quotes.cue_detection import cue_reading
from components.analysis.step_settings import takes_settings


@Language.factory(
    "dateline_attributions",
    default_config=asdict(AttributionsConfig()),
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head"],
    assigns=["doc._.dateline"],
)
@takes_settings(AttributionsConfig)
def make_attributions_step(nlp: Language, name: str, **settings: Any) -> AheadStep:
    """The step, with settings from the pipeline's config."""
    return AheadStep(name, functools.partial(cue_reading, config=AttributionsConfig(**settings)))
