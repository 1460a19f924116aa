"""Joins the tellings of one day that tell the same event: alike in words, and of nobody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from components.collection.chronicle.day_tellings import DayTelling
from components.collection.chronicle.doing_words import LIGHT, meaning
from components.collection.chronicle.told_numbers import ages_in, may_be_of_one_age, told_numbers
from components.collection.chronicle.word_vectors import Vector, WordWeights, add, unit
from components.collection.who_to_whom import Roles

ALIKE = 0.4  # cosine of a telling and the event it joins
ALIKE_OF_OTHERS = 0.6  # where both name somebody, and nobody is named by both
ALIKE_BUT_NAMES = 0.18  # of it without names and titles, where one tells nothing that the other tells
ONE_SPELLING = 82.0  # per cent: "Graeme Pacitti" and "Graham Pacitti" may be one person, told differently
_KEYS = 6  # words by which a telling looks for its event
_COMMON = 200  # events of a day with a word: above it, the word finds none


class ToldEvent:
    """Tellings of one event, with the words and the names of all of them."""

    def __init__(self) -> None:
        self.tellings: list[DayTelling] = []
        self.mentions: list[DayTelling] = []  # sentences of something else that name it
        self.told: set[str] = set()  # what happens, in the words of all
        self.meanings: set[str] = set()  # all words, those of one meaning as one
        self.roles: set[tuple[str, Roles]] = set()  # what is done, with who does it to whom
        self.who: Counter[str] = Counter()
        self.people: dict[str, str] = {}  # key: name
        self.ages: set[tuple[str, float]] = set()  # unit and number
        self.total: Vector = {}
        self.direction: Vector = {}

    @property
    def is_an_event(self) -> bool:
        """Whether a telling has an event of its record, and doesn't only name the day."""
        return any(t.events for t in self.tellings)

    @property
    def happens(self) -> bool:
        """Whether a telling says that it happens on the day."""
        return any(t.happens for t in self.tellings)

    def take(self, telling: DayTelling, vector: Vector) -> None:
        """Adds a telling."""
        self.tellings.append(telling)
        self.who.update(telling.who)
        self.people.update(zip(telling.people, telling.names, strict=True))
        self.ages |= ages_in(telling.text)
        self.told.update(telling.told)
        self.meanings.update(map(meaning, telling.words))
        self.roles.update(telling.roles)
        add(self.total, vector)
        self.direction = unit(self.total)

    def take_all(self, other: ToldEvent) -> None:
        """Adds all tellings of an event that is the same."""
        self.tellings += other.tellings
        self.who += other.who
        self.people |= other.people
        self.ages |= other.ages
        self.told |= other.told
        self.meanings |= other.meanings
        self.roles |= other.roles
        add(self.total, other.total)
        self.direction = unit(self.total)

    def alike(self, telling: DayTelling, vector: Vector) -> float:
        """How alike the telling is (0 to 1); 0 where it is of somebody else."""
        found = sum(x * self.direction.get(w, 0.0) for w, x in vector.items())
        strangers = self.who and telling.who and not any(w in self.who for w in telling.who)
        if found < (ALIKE_OF_OTHERS if strangers else ALIKE):
            return 0.0  # before the dearer questions: most tellings are of something else
        if not self._tells_alike(telling) and self._but_names(telling, vector) < ALIKE_BUT_NAMES:
            return 0.0
        people = dict(zip(telling.people, telling.names, strict=True))
        if self.people and people and not self.same_person(people):
            return 0.0
        if self.is_another(telling.roles, people, [telling]):
            return 0.0
        return found if may_be_of_one_age(self.ages, ages_in(telling.text)) else 0.0

    def is_another(
        self, roles: Iterable[tuple[str, Roles]], people: Mapping[str, str], tellings: Sequence[DayTelling]
    ) -> bool:
        """Whether something in other tellings (their roles, their people by key) speaks against both being one."""
        return self._by_others(roles, people) or self._another_happening(tellings) or self.apart_from(tellings)

    def apart_from(self, tellings: Iterable[DayTelling]) -> bool:
        """Whether an article tells both, each as its own news of the day: other things done, or other numbers."""
        return any(_are_two(a, b) for b in tellings for a in self.tellings if a.article == b.article)

    def _tells_alike(self, telling: DayTelling) -> bool:
        """Whether something happens in both, in words of one meaning; one may only have the word."""
        if not self.told.isdisjoint(telling.told):
            return True
        words = {meaning(w) for w in telling.words}
        return bool((self.told & words | self.meanings & set(telling.told)).difference(LIGHT, telling.called))

    def _but_names(self, telling: DayTelling, vector: Vector) -> float:
        """How much of its likeness isn't of names and titles."""
        return sum(x * self.direction.get(w, 0.0) for w, x in vector.items() if w not in telling.called)

    def _another_happening(self, tellings: Iterable[DayTelling]) -> bool:
        """Whether one of these tells of another happening of the kind: one of another size, or "another"."""
        own = [t.happening for t in self.tellings if t.happening is not None]
        return not all(h.may_be(t.happening) for t in tellings if t.happening is not None for h in own)

    def _by_others(self, roles: Iterable[tuple[str, Roles]], people: Mapping[str, str]) -> bool:
        """Whether the same is done by or to others there; ``people`` (key: name) may be spelt otherwise."""
        against = [(a, b) for doing, a in self.roles for other, b in roles if doing == other and a.against(b)]
        if not against:
            return False
        same = {
            key: own
            for key, name in people.items()
            for own, known in self.people.items()
            if key not in self.people and one_spelling(name, known)
        }
        return any(a.against(b.renamed(same)) for a, b in against)

    def same_person(self, people: Mapping[str, str]) -> bool:
        """Whether one of these people (key: name) is among its own."""
        if any(key in self.people for key in people):
            return True
        return any(one_spelling(a, b) for a in people.values() for b in self.people.values())


def _are_two(a: DayTelling, b: DayTelling) -> bool:
    """Whether two sentences of one article tell of two events."""
    done = [{meaning(w) for w in t.doing} - LIGHT for t in (a, b)]
    if a.happens and b.happens and all(done) and done[0].isdisjoint(done[1]):
        return True
    counts = [{n.of: n.value for n in told_numbers(t.text)} for t in (a, b)]
    return any(of in counts[1] and counts[1][of] != value for of, value in counts[0].items())


def one_spelling(a: str, b: str) -> bool:
    """Whether two names of people may be two spellings of one name."""
    return ratio(a.casefold(), b.casefold(), score_cutoff=ONE_SPELLING) > 0


def told_events(tellings: Iterable[DayTelling], weights: WordWeights) -> list[ToldEvent]:
    """The events that the tellings of one day tell, in the order in which they are first told.

    Each telling is compared with the events that share one of its weightiest words, not with all.
    """
    events: list[ToldEvent] = []
    with_word: dict[str, set[int]] = defaultdict(set)
    same: dict[str, list[DayTelling]] = defaultdict(list)
    for telling in tellings:
        same[telling.text].append(telling)
    for telling, *copies in same.values():  # the same sentence of several articles joins once, for all of them
        vector = weights.vector(telling.words)
        keys = sorted(vector, key=lambda w: (-vector[w], w))[:_KEYS]
        likely = {n for key in keys if len(with_word[key]) <= _COMMON for n in with_word[key]}
        likely = {n for n in likely if not events[n].apart_from(copies)}
        best = max(((events[n].alike(telling, vector), -n) for n in likely), default=(0.0, 0))
        if best[0]:
            place = -best[1]
        else:
            place = len(events)
            events.append(ToldEvent())
        for one in (telling, *copies):
            events[place].take(one, vector)
        for key in keys:
            with_word[key].add(place)
    return events


def best_first(event: ToldEvent) -> Sequence[DayTelling]:
    """Its tellings, the best sentence first: one that stands alone, tells what the others tell, and is short."""
    return sorted(
        event.tellings, key=lambda t: (not t.alone, t.open + 2 * (not t.happens), -_worth(event, t), t.article, t.start)
    )


def _worth(event: ToldEvent, telling: DayTelling) -> float:
    # In their order: summed in a set's, which is another in each process, equal ones would differ by the last bit.
    return sum(event.direction.get(w, 0.0) for w in dict.fromkeys(telling.words)) / (20 + len(telling.words))
