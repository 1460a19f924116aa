"""What the encoder makes of single words: the mean of the states of their pieces."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from components.analysis.encoder.step import encoded_text

WIDE = 384  # numbers of a state


def word_states(doc: Doc, tokens: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """A row a token; zeros for one without pieces."""
    encoded = encoded_text(doc)
    if not encoded.rows or not len(tokens):
        return np.zeros((len(tokens), WIDE), "float32")
    spans = np.array([span for row in encoded.rows for span in row.spans], "int64")
    places = np.flatnonzero(spans[:, 0] < spans[:, 1])  # without those that begin and end a row
    spans, states = spans[places], np.concatenate(encoded.states)
    starts = np.array([doc[i].idx for i in tokens.tolist()], "int64")
    ends = starts + np.array([len(doc[i]) for i in tokens.tolist()], "int64")
    first, last = np.searchsorted(spans[:, 1], starts, side="right"), np.searchsorted(spans[:, 0], ends)
    count = np.maximum(0, last - first)
    out = np.zeros((len(tokens), WIDE), "float32")
    has = np.flatnonzero(count)
    # The pieces of all words one after the other: those of a word are summed from where its own begin.
    begins = np.cumsum(count[has]) - count[has]
    pieces = np.arange(count.sum()) + np.repeat(first[has] - begins, count[has])
    if len(has):
        out[has] = np.add.reduceat(states[places[pieces]], begins, axis=0) / count[has, None]
    return out
