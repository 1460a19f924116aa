"""What is kept of a collection while its records go by: counts by day, and the sentences that tell of each day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import heappush, heappushpop

import msgspec

from components.collection.chronicle.day_tellings import DayTelling, UndatedSentence, tellings_of
from components.collection.content_words import content_words
from components.collection.record_names import SameActor
from components.domain.record import Record

LEAD = 5  # sentences from the top of an article that say what its day's news is
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

    def read(self, records: Iterable[Record], same_actor: SameActor | None = None) -> Collected:
        """Reads the records, one at a time."""
        for record in records:
            self._take(record, same_actor)
        self._leave_open_what_stands_on_two_days()
        return self

    def undated(self, day: str) -> list[UndatedSentence]:
        """The sentences of the articles of a day that name no time, those nearest the top of their articles first."""
        return [s for _, _, s in sorted(self._undated.get(day, ()), key=lambda kept: (-kept[0], -kept[1]))]

    def _take(self, record: Record, same_actor: SameActor | None) -> None:
        number = len(self.articles)
        told = tellings_of(record, number, same_actor)
        self.articles.append(CollectedArticle(record.id, record.outlet, told.published))
        for day, telling in told.dated:
            self.dated[day].append(telling)
            self.said.update(set(telling.words))
        for sentence in told.undated:
            if sentence.place < LEAD:
                self.said.update(set(content_words(sentence.text)))
            if told.published is not None and self._is_new(sentence.text):
                self._keep(told.published, number, sentence)
        self._learn_words(record.text)
        self._count(record.outlet, told.published, told.named, {day for day, _ in told.dated})

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

    def _learn_words(self, text: str) -> None:
        self.articles_with.update(set(content_words(text)))
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
