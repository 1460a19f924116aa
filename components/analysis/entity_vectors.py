"""The vectors that spaCy's entity recogniser makes of the words alone, computed while the tagger and the parser go on.

They are two thirds of its work, and it needs them only once the sentences are known. The step ``dateline_entities``
has them begun, and has the first layer of the recogniser's model take them from a Doc's findings.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model

from components.analysis.encoder.inference_threads import Ahead
from components.analysis.findings import findings

Layer = Model[Any, Any]
Compute = Callable[[Layer, Sequence[Doc], bool], tuple[Any, Callable[[Any], Any]]]  # as thinc's layers do
_changing = threading.Lock()


class EntityVectorsStep:
    """Begins the vectors of each Doc; nothing where the recogniser is another's or takes its vectors from elsewhere."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Begin it."""
        state, layer = findings(doc), self._layer()
        if layer is not None and len(doc) and state.entity_vectors is None:
            state.entity_vectors = Ahead(functools.partial(_computed, _own_compute(layer), layer, doc))
        return doc

    def _layer(self) -> Layer | None:
        """The first layer of the recogniser's model, None where it makes no vectors of its own."""
        ner = self._nlp.get_pipe("ner") if "ner" in self._nlp.pipe_names else None
        if not isinstance(ner, EntityRecognizer) or not ner.model.layers:
            return None
        layer: Layer = ner.model.layers[0]
        return None if any(node.name.endswith("listener") for node in layer.walk()) else layer


@Language.factory("dateline_entities", assigns=["doc._.dateline"])
def make_entities_step(nlp: Language, name: str) -> EntityVectorsStep:
    """The step; it has no settings, and stands before the tagger."""
    return EntityVectorsStep(nlp)


def _own_compute(layer: Layer) -> Compute:
    """What a layer computes by itself; from the first time on it takes what was begun.

    Its function alone is changed, which is saved with no pipeline: another layer in the model would be.
    """
    with _changing:
        now: Any = layer._func
        if not (isinstance(now, functools.partial) and now.func is _taking):
            layer._func = functools.partial(_taking, now)
            return now  # type: ignore[no-any-return]
        return now.args[0]  # type: ignore[no-any-return]


def _computed(compute: Compute, layer: Layer, doc: Doc) -> Any:
    return compute(layer, [doc], False)[0]


def _taking(compute: Compute, layer: Layer, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """What the layer gives for Docs: a row a token, one Doc after the other; what was begun of all of them is taken."""
    begun = [_taken(doc) for doc in docs]
    if not is_train and begun and None not in begun:
        rows = [one.result() for one in begun if one is not None]
        if [len(r) for r in rows] == [len(doc) for doc in docs]:  # else another step has joined or cut tokens since
            return layer.ops.xp.concatenate(rows), _no_training
    return compute(layer, docs, is_train)


def _taken(doc: Doc) -> Ahead[Any] | None:
    """What was begun of a Doc; as large as the text, it is held no longer."""
    state = findings(doc)
    begun, state.entity_vectors = state.entity_vectors, None
    return begun


def _no_training(_: object) -> None:
    raise TypeError("Vectors that were begun can't be learned from.")
