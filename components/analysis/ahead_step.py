"""A step that only begins what a later one needs: it is computed while the steps between go on (inference_threads)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass
class AheadStep:
    """Has something begun of each Doc; ``begin`` keeps it in the Doc's findings, and does nothing where it is there."""

    name: str
    begin: Callable[[Doc], object]

    def __call__(self, doc: Doc) -> Doc:
        """Begin it."""
        self.begin(doc)
        return doc
