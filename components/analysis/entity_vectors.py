"""The vectors that spaCy's entity recogniser makes of the words alone, computed while the tagger and the parser go on.

They are two thirds of its work, and it needs them only once the sentences are known. The step ``dateline_entities``
has them begun, and puts a layer into the recogniser's model that takes them from a Doc's findings.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model

from components.analysis.encoder.inference_threads import Ahead
from components.analysis.findings import findings

TAKING = "begun_entity_vectors"  # the layer's name
Layer = Model[Any, Any]


class EntityVectorsStep:
    """Begins the vectors of each Doc; nothing where the recogniser is another's or takes its vectors from elsewhere."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Begin it."""
        state = findings(doc)
        if len(doc) and state.entity_vectors is None and (layer := self._layer()) is not None:
            state.entity_vectors = Ahead(functools.partial(layer.predict, [doc]))
        return doc

    def _layer(self) -> Layer | None:
        """The recogniser's own first layer, below one that takes what was begun."""
        model = self._model()
        if model is None:
            return None
        own = model.layers[0]
        if own.name == TAKING:
            return own.layers[0]
        if any(node.name.endswith("listener") for node in own.walk()):
            return None
        model.replace_node(own, Model(TAKING, _vectors, layers=[own]))
        return own

    def _model(self) -> Layer | None:
        ner = self._nlp.get_pipe("ner") if "ner" in self._nlp.pipe_names else None
        return ner.model if isinstance(ner, EntityRecognizer) and ner.model.layers else None

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing; but the recogniser, which is saved after it, is saved as spaCy made it."""
        self._restore()

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> EntityVectorsStep:
        """Nothing is kept."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """As ``to_disk``."""
        self._restore()
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityVectorsStep:
        """Nothing is kept."""
        return self

    def _restore(self) -> None:
        model = self._model()
        if model is not None and model.layers[0].name == TAKING:
            model.replace_node(model.layers[0], model.layers[0].layers[0])


@Language.factory("dateline_entities", assigns=["doc._.dateline"])
def make_entities_step(nlp: Language, name: str) -> EntityVectorsStep:
    """The step; it has no settings, and stands before the tagger."""
    return EntityVectorsStep(nlp)


def _vectors(model: Layer, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """What the layer below gives for Docs: a row a token, one Doc after the other."""
    begun = [_taken(doc) for doc in docs]
    layer = model.layers[0]
    if not is_train and begun and None not in begun:
        rows = [one.result() for one in begun if one is not None]
        if [len(r) for r in rows] == [len(doc) for doc in docs]:  # else another step has joined or cut tokens since
            return layer.ops.xp.concatenate(rows), _no_training
    return layer(docs, is_train)


def _taken(doc: Doc) -> Ahead[Any] | None:
    """What was begun of a Doc; as large as the text, it is held no longer."""
    state = findings(doc)
    begun, state.entity_vectors = state.entity_vectors, None
    return begun


def _no_training(_: object) -> None:
    raise TypeError("Vectors that were begun can't be learned from.")
