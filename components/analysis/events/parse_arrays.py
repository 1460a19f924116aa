"""The parse of a Doc as arrays, a number a token, so that what is asked of every word is asked of all at once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, POS, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

from components.domain.spans import Span

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Ids = npt.NDArray[np.uint64]
_FEW = 16  # ids that are compared one by one in less time than it takes to sort them
_STRINGS = StringStore()  # empty: it only tells by which id spaCy knows a string


@functools.cache
def ids_of(words: frozenset[str]) -> Ids:
    """The ids by which spaCy knows strings."""
    return np.array(sorted(_STRINGS[w] for w in words), "uint64")


def _among(column: Ids, ids: Ids) -> Bools:
    """Whether each of the column is among the ids."""
    if len(ids) > _FEW:
        return np.isin(column, ids)
    out = np.zeros(len(column), bool)
    for one in ids:
        out |= column == one
    return out


class ParseArrays:
    """The ids of each token's words and labels; ``head`` is the index of its head."""

    def __init__(self, doc: Doc) -> None:
        columns: Any = doc.to_array([LEMMA, LOWER, DEP, TAG, POS, ENT_TYPE, HEAD])
        self.lemma, self.lower, self.dep, self.tag, self.pos, self.entity = (columns[:, k] for k in range(6))
        self.size = len(doc)
        self.index = np.arange(self.size)
        self.head: Ints = self.index + columns[:, 6].astype("int64")
        self.starts: Ints = np.array([t.idx for t in doc], "int64")

    def is_dep(self, *labels: str) -> Bools:
        """Whether a token has one of these dependency labels."""
        return _among(self.dep, ids_of(frozenset(labels)))

    def is_tag(self, *labels: str) -> Bools:
        """Whether a token has one of these fine-grained tags."""
        return _among(self.tag, ids_of(frozenset(labels)))

    def is_pos(self, *labels: str) -> Bools:
        """Whether a token is of one of these parts of speech."""
        return _among(self.pos, ids_of(frozenset(labels)))

    def is_lemma(self, words: frozenset[str]) -> Bools:
        """Whether a token's lemma is among these."""
        return _among(self.lemma, ids_of(words))

    def is_word(self, words: frozenset[str]) -> Bools:
        """Whether a token in lower case is among these."""
        return _among(self.lower, ids_of(words))

    def has_child(self, which: Bools) -> Bools:
        """Whether one of a token's children is such a one."""
        return self.children(which) > 0

    def children(self, which: Bools) -> Ints:
        """How many of a token's children are such ones; a root is no child of its own."""
        chosen = which & (self.head != self.index)
        return np.bincount(self.head[chosen], minlength=self.size)

    def in_spans(self, spans: Iterable[Span]) -> Bools:
        """Whether a token begins within one of these stretches of characters."""
        out = np.zeros(self.size, bool)
        for start, end in spans:
            first, last = np.searchsorted(self.starts, (start, end))
            out[first:last] = True
        return out
