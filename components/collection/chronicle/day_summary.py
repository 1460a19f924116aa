"""The sentences that sum up a day: near to what is told of the day and to the whole collection, each telling more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from components.collection.chronicle.day_tellings import LEAD, MOST_OPEN, DayTelling, UndatedSentence
from components.collection.chronicle.word_vectors import Vector, WordWeights, add, cosine, unit
from components.collection.content_words import content_words

SENTENCES = 10  # at most
UNDATED = 0.75  # what a lead sentence counts beside one that names the day
TOPIC = 2.0  # what nearness to the collection counts beside nearness to the day
LIKE_ANOTHER = 0.5  # cosine: a sentence that says no more than one chosen
OPEN = 0.85  # by this is a sentence worth less that has something open


BRIEF = 25  # words: a longer sentence is worth less, by the root of how much longer it is


class _Candidate(NamedTuple):
    worth: float
    text: str
    vector: Vector


class DaySummaries:
    """Sums up one day after the other, most important first; no sentence stands on two days."""

    def __init__(self, weights: WordWeights, said: Vector) -> None:
        self._weights = weights
        self._topic = unit({w: n * weights(w) for w, n in said.items()})
        self._taken: set[frozenset[str]] = set()

    def centre(self, dated: Sequence[DayTelling], undated: Iterable[UndatedSentence]) -> Vector:
        """What a day is about: the words of all that tells of it, and those of the collection."""
        total: Vector = {}
        for telling in dated:
            add(total, self._weights.vector(telling.words))
        for sentence in undated:
            if sentence.place < LEAD:
                add(total, self._weights.vector(content_words(sentence.text)), UNDATED)
        total = unit(total)
        add(total, self._topic, TOPIC)
        return unit(total)

    def summary(
        self, centre: Vector, dated: Sequence[DayTelling], undated: Iterable[UndatedSentence]
    ) -> tuple[str, ...]:
        """The best sentences of a day, best first; ``centre`` is what it is about."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        for telling in dated:
            if telling.open <= MOST_OPEN:
                found.setdefault(telling.text, (telling.open, telling.words))
        for sentence in undated:
            found.setdefault(sentence.text, (sentence.open, content_words(sentence.text)))
        vectors = ((text, left_open, self._weights.vector(words)) for text, (left_open, words) in found.items())
        ranked = sorted(
            (
                _Candidate(cosine(v, centre) * OPEN**left_open * _brevity(text), text, v)
                for text, left_open, v in vectors
            ),
            key=lambda c: (-c.worth, c.text),
        )
        return tuple(c.text for c in self._unlike(ranked))

    def _unlike(self, ranked: Iterable[_Candidate]) -> list[_Candidate]:
        chosen: list[_Candidate] = []
        for one in ranked:
            words = frozenset(one.vector)
            if words in self._taken or any(cosine(one.vector, c.vector) >= LIKE_ANOTHER for c in chosen):
                continue
            chosen.append(one)
            self._taken.add(words)
            if len(chosen) == SENTENCES:
                break
        return chosen


def _brevity(text: str) -> float:
    return sqrt(BRIEF / max(BRIEF, text.count(" ") + 1))
