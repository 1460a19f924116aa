"""What is kept of a collection while its articles go by: counts by day, and the sentences that tell of each day."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import heappush, heappushpop

import msgspec

from components.collection.chronicle.day_tellings import ArticleTellings, DayTelling, UndatedSentence

MOST_WORDS = 300_000
MOST_UNDATED = 300  # sentences a day; those nearest the top of their articles stay


class CollectedArticle(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a record itself."""

    id: str
    outlet: str | None
    published: str | None


class DayCounts(msgspec.Struct):
    """How much a collection tells of one day, in articles.

    ``told``: an event of the day, or a sentence on it. ``published`` on it. ``later``: naming it, published after it.
    ``later_days`` are the days on which these were published, ``outlets`` whose articles tell of it, ``all`` any.
    """

    told: int = 0
    published: int = 0
    later: int = 0
    all: int = 0
    later_days: set[str] = msgspec.field(default_factory=set)
    outlets: set[str] = msgspec.field(default_factory=set)


class Collected:
    """What the records read so far tell of days; its size grows with what is told of days, not with the texts."""

    def __init__(self) -> None:
        self.articles: list[CollectedArticle] = []
        self.days: dict[str, DayCounts] = defaultdict(DayCounts)
        self.dated: dict[str, list[DayTelling]] = defaultdict(list)
        self.articles_with: Counter[str] = Counter()  # by word
        self.said: Counter[str] = Counter()  # by word: in how many sentences on days
        self._undated: dict[str, list[tuple[int, int, UndatedSentence]]] = defaultdict(
            list
        )  # heaps, least wanted first
        self._seen: set[int] = set()

    def read(self, articles: Iterable[ArticleTellings]) -> Collected:
        """Takes what the articles tell, one at a time."""
        for article in articles:
            self._take(article)
        self._leave_open_what_stands_on_two_days()
        return self

    def undated(self, day: str) -> list[UndatedSentence]:
        """The sentences of the articles of a day that name no time, those nearest the top of their articles first."""
        return [s for _, _, s in sorted(self._undated.get(day, ()), key=lambda kept: (-kept[0], -kept[1]))]

    def _take(self, told: ArticleTellings) -> None:
        number = len(self.articles)
        self.articles.append(CollectedArticle(told.id, told.outlet, told.published))
        for day, telling in told.dated:
            self.dated[day].append(_numbered(telling, number))
        self.said.update(told.said)
        for sentence in told.undated:
            if told.published is not None and self._is_new(sentence.text):
                self._keep(told.published, number, sentence)
        self._learn_words(told.words)
        self._count(told.outlet, told.published, told.named, {day for day, _ in told.dated})

    def _leave_open_what_stands_on_two_days(self) -> None:
        """A sentence that articles of other dates have word for word is of one day only; which, is open."""
        days: dict[str, set[str]] = defaultdict(set)
        for day, tellings in self.dated.items():
            for telling in tellings:
                if telling.happens:
                    days[telling.text].add(day)
        for tellings in self.dated.values():
            for n, telling in enumerate(tellings):
                if telling.happens and len(days[telling.text]) > 1:
                    tellings[n] = msgspec.structs.replace(telling, happens=False)

    def _learn_words(self, words: Iterable[str]) -> None:
        self.articles_with.update(words)
        if len(self.articles_with) > MOST_WORDS:  # half of all words stand in one article; they weigh the same unknown
            self.articles_with = Counter({w: n for w, n in self.articles_with.items() if n > 1})

    def _is_new(self, text: str) -> bool:
        """Whether no article had it before: what stands under many articles is no news of any day."""
        key = hash(text)
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _keep(self, day: str, number: int, sentence: UndatedSentence) -> None:
        heap = self._undated[day]
        item = (-sentence.place, -len(heap) - number, sentence)
        if len(heap) < MOST_UNDATED:
            heappush(heap, item)
        elif item[:2] > heap[0][:2]:
            heappushpop(heap, item)

    def _count(self, outlet: str | None, published: str | None, named: frozenset[str], told: set[str]) -> None:
        for day in named | told | ({published} if published else set()):
            counts = self.days[day]
            counts.all += 1
            counts.told += day in told
            counts.published += day == published
            if published is not None and day in named and day < published:
                counts.later += 1
                counts.later_days.add(published)
            if outlet:
                counts.outlets.add(outlet)


def _numbered(telling: DayTelling, article: int) -> DayTelling:
    """With its article's number, and each word held once, as what comes from another process is made anew."""
    words, doing, told, called = (
        tuple(map(sys.intern, some)) for some in (telling.words, telling.doing, telling.told, telling.called)
    )
    return msgspec.structs.replace(telling, article=article, words=words, doing=doing, told=told, called=called)
