"""The sentences that sum up a day: near to what is told of the day and to the whole collection, each telling more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from components.collection.chronicle.collected import LEAD
from components.collection.chronicle.content_words import content_words
from components.collection.chronicle.day_tellings import MOST_OPEN, DayTelling, UndatedSentence
from components.collection.chronicle.word_vectors import Vector, WordWeights, add, cosine, unit

SENTENCES = 10  # at most
UNDATED = 0.5  # what a lead sentence counts beside one that names the day
TOPIC = 2.0  # what nearness to the collection counts beside nearness to the day
LIKE_ANOTHER = 0.4  # cosine: a sentence that says no more than one chosen
OPEN = 0.85  # by this is a sentence worth less that has something open


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

    def summary(self, dated: Sequence[DayTelling], undated: Iterable[UndatedSentence]) -> tuple[str, ...]:
        """The best sentences of a day, best first."""
        centre: Vector = {}
        found: dict[str, tuple[int, Vector]] = {}
        for telling in dated:
            vector = self._weights.vector(telling.words)
            add(centre, vector)
            if telling.open <= MOST_OPEN:
                found.setdefault(telling.text, (telling.open, vector))
        for sentence in undated:
            vector = self._weights.vector(content_words(sentence.text))
            if sentence.place < LEAD:
                add(centre, vector, UNDATED)
            found.setdefault(sentence.text, (sentence.open, vector))
        centre = unit(centre)
        add(centre, self._topic, TOPIC)
        centre = unit(centre)
        ranked = sorted(
            (_Candidate(cosine(v, centre) * OPEN**left_open, text, v) for text, (left_open, v) in found.items()),
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
