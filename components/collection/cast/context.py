"""How alike the company is in which two actors are told of: the others in their articles, and the articles' words."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from components.collection.cast.units import BUCKETS


class Frequencies:
    """In how many articles each word and each name stands; it takes the same memory whatever their number."""

    def __init__(self) -> None:
        self.articles = 0
        self._words = np.zeros(BUCKETS, dtype=np.uint32)
        self._names = np.zeros(BUCKETS, dtype=np.uint32)

    def add(self, words: npt.NDArray[np.uint32], names: npt.NDArray[np.uint32]) -> None:
        """Count one article's words and the names of its actors, in which each stands once."""
        self.articles += 1
        self._words[words] += 1
        self._names[names] += 1

    def word_weights(self, words: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
        """Inverse document frequency of words."""
        return np.asarray(np.log1p(self.articles / np.maximum(1, self._words[words])))

    def name_weights(self, names: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
        """Inverse document frequency of actors' names."""
        return np.asarray(np.log1p(self.articles / np.maximum(1, self._names[names])))


# From where on two articles tell of one story, and two actors have company in common: a cosine of their words, and the
# summed inverse document frequencies of shared companions. Right and wrong joins of short names part here, in
# collections of one story and of thirty alike; half or twice as much changes few of them.
SAME_STORY = 0.05
SHARED_COMPANY = 3.0


class Context:
    """What one actor of one article is told with: numbers of words and of companions, with their weights."""

    __slots__ = ("_company", "_company_weights", "_length", "_words", "_words_squared")

    def __init__(self, words: Iterable[int], companions: Iterable[int], frequencies: Frequencies) -> None:
        self._words = _unique(words)
        self._words_squared = frequencies.word_weights(self._words) ** 2
        self._length = math.sqrt(float(self._words_squared.sum()))
        self._company = _unique(companions)
        self._company_weights = frequencies.name_weights(self._company)

    def same_story(self, other: Context) -> float:
        """Cosine of the two articles' words, 0 to 1."""
        length = self._length * other._length
        return float(self._words_squared[_held(self._words, other._words)].sum()) / length if length else 0.0

    def shared_company(self, other: Context) -> float:
        """Sum of the weights of the companions that both have."""
        return float(self._company_weights[_held(self._company, other._company)].sum())

    def likeness(self, other: Context) -> float:
        """1.0 and more where the two are told of in the same company, by words or by companions."""
        return max(self.same_story(other) / SAME_STORY, self.shared_company(other) / SHARED_COMPANY)


def _unique(numbers: Iterable[int]) -> npt.NDArray[np.uint32]:
    return np.unique(np.fromiter(numbers, dtype=np.uint32))


def _held(ours: npt.NDArray[np.uint32], theirs: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which of ``ours`` stand in ``theirs``; both sorted."""
    if not len(theirs):
        return np.zeros(len(ours), dtype=bool)
    at = np.searchsorted(theirs, ours)
    at[at == len(theirs)] = 0
    return np.asarray(theirs[at] == ours)
