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
    states = np.concatenate(encoded.states)
    real = spans[:, 0] < spans[:, 1]  # not those that begin and end a row
    spans, states = spans[real], states[real]
    sums = np.concatenate([np.zeros((1, states.shape[1]), "float32"), np.cumsum(states, axis=0)])
    starts = np.array([doc[i].idx for i in tokens.tolist()], "int64")
    ends = starts + np.array([len(doc[i]) for i in tokens.tolist()], "int64")
    first, last = np.searchsorted(spans[:, 1], starts, side="right"), np.searchsorted(spans[:, 0], ends)
    count = np.maximum(1, last - first)[:, None]
    return np.asarray((sums[np.maximum(first, last)] - sums[first]) / count, "float32")
