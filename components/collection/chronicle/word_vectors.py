"""Sentences as weighted words (tf-idf) of unit length, their likeness (cosine), and sums of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

Vector = dict[str, float]


class WordWeights:
    """How much each word tells, by how few of the articles have it (inverse document frequency)."""

    def __init__(self, articles_with: Mapping[str, int], articles: int) -> None:
        self._with, self._articles = articles_with, articles

    def __call__(self, word: str) -> float:
        """The weight of a word (a stem)."""
        return math.log(1 + self._articles / (1 + self._with.get(word, 0)))

    def vector(self, words: Iterable[str]) -> Vector:
        """The words by weight, at unit length; empty where there are none."""
        return unit({w: (1 + math.log(n)) * self(w) for w, n in Counter(words).items()})


def unit(vector: Vector) -> Vector:
    """The vector at length 1; an empty one as it is."""
    length = math.sqrt(sum(x * x for x in vector.values()))
    return {w: x / length for w, x in vector.items()} if length else vector


def cosine(a: Vector, b: Vector) -> float:
    """Their likeness, 0 to 1, of vectors of unit length."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def add(total: Vector, vector: Vector, times: float = 1.0) -> None:
    """Adds the vector to ``total``, in place."""
    for word, x in vector.items():
        total[word] = total.get(word, 0.0) + times * x
