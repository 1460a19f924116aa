"""Whether another article may tell the same in other words: only where none does has one article something alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from components.collection.content_words import content_words
from components.domain.record import Record

ENOUGH = 0.4  # share of the words
LONG = 3  # words of a name, which is often told otherwise: "Central Election and Referendum Commission"
_NONE: frozenset[int] = frozenset()


class ToldElsewhere:
    """The sentences of some articles by their content words."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._sentences: dict[str, Mapping[str, set[int]]] = {}  # by article: where each word stands
        for record in records:
            places: dict[str, set[int]] = {}
            spans = [(s.start, s.end) for s in record.sentences] or [(0, len(record.text))]
            for n, (start, end) in enumerate(spans):
                for word in content_words(record.text[start:end]):
                    places.setdefault(word, set()).add(n)
            self._sentences[record.id] = places

    def by_words(self, words: Collection[str], but: Collection[str]) -> frozenset[str]:
        """The articles, ``but`` some, of which a sentence has ``ENOUGH`` of these content words or more."""
        some = frozenset(words)
        return frozenset(
            a for a in self._sentences if a not in but and some and self._most(a, some) >= ENOUGH * len(some)
        )

    def by_two(self, words: Collection[str], others: Collection[str], but: Collection[str]) -> frozenset[str]:
        """The articles, ``but`` some, of which a sentence has one of the words and one of the others beside it."""
        return frozenset(
            article
            for article, places in self._sentences.items()
            if article not in but and any(
                places.get(one, _NONE) & places.get(other, _NONE) for one in words for other in set(others) - {one}
            )
        )  # fmt: skip

    def by_names(self, names: Iterable[str], but: Collection[str]) -> frozenset[str]:
        """The articles, ``but`` some, of which a sentence has the words of one of these names: of a long one, half."""
        some = {frozenset(content_words(name)) for name in names} - {frozenset()}
        least = {name: (len(name) + 1) // 2 if len(name) >= LONG else len(name) for name in some}
        return frozenset(
            a for a in self._sentences if a not in but and any(self._most(a, n) >= least[n] for n in some)
        )  # fmt: skip

    def _most(self, article: str, words: Collection[str]) -> int:
        """How many of the words one sentence of the article has at most."""
        places = self._sentences[article]
        found = Counter(n for word in set(words) for n in places.get(word, ()))
        return max(found.values(), default=0)
