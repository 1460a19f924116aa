"""The vectors that spaCy's entity recogniser makes of the words alone, computed while the tagger and the parser go on.

They are two thirds of its work, and it needs them only once the sentences are known. The step ``dateline_entities``
has them begun; ``take_begun`` puts a layer into the recogniser's model that takes them from a Doc's findings.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from components.analysis.ahead_step import AheadStep
from components.analysis.encoder.inference_threads import Ahead
from components.analysis.findings import findings

STEP = "dateline_entities"
Layer = Model[Any, Any]


@Language.factory(STEP, assigns=["doc._.dateline"])
def make_entities_step(nlp: Language, name: str) -> AheadStep:
    """The step, for a pipeline whose recogniser takes what was begun; it has no settings."""
    layer: Layer = nlp.get_pipe("ner").model.layers[0].layers[0]  # type: ignore[attr-defined]
    return AheadStep(name, functools.partial(_begin, layer))


def take_begun(nlp: Language) -> bool:
    """Let the pipeline's recogniser take what was begun; False where its vectors are another component's, or none."""
    if "ner" not in nlp.pipe_names:
        return False
    model: Layer = nlp.get_pipe("ner").model  # type: ignore[attr-defined]
    own = model.layers[0]
    if any(node.name.endswith("listener") for node in own.walk()):
        return False
    return model.replace_node(own, Model("begun_entity_vectors", _vectors, layers=[own]))


def _begin(layer: Layer, doc: Doc) -> None:
    state = findings(doc)
    if len(doc) and state.entity_vectors is None:
        state.entity_vectors = Ahead(functools.partial(layer.predict, [doc]))


def _vectors(model: Layer, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """What the layer below gives for Docs: a row a token, one Doc after the other."""
    states = [findings(doc) for doc in docs]
    begun = [state.entity_vectors for state in states]
    for state in states:
        state.entity_vectors = None  # as large as the text, and needed no more
    layer = model.layers[0]
    if is_train or not begun or None in begun:
        return layer(docs, is_train)
    return layer.ops.xp.concatenate([one.result() for one in begun if one is not None]), _no_training


def _no_training(_: object) -> None:
    raise TypeError("Vectors that were begun can't be learned from.")
