"""The step ``dateline_events``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import findings


@Language.factory("dateline_events")
class Events:
    """To be written."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        findings(doc)
        return doc
