"""Whether the events of two articles are one: the same happens, at one time, and nothing speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import msgspec
from rapidfuzz.distance import OSA

from components.collection.comparison.event_times import is_dated, may_be_of_one_time
from components.collection.comparison.passages import VERBATIM, CastNames
from components.collection.comparison.words import STOP_WORDS, keys_of, likeness, negations, words_in
from components.collection.content_words import content_words
from components.collection.record_names import RecordNames
from components.collection.who_to_whom import Roles, roles_of
from components.domain.record import Event, Record

COMMON = 0.5  # share of the longer telling's words, from which on two events of one day and the same people are one
COMMON_ELSE = 0.75  # where the day is open, or is another one: then the two differ on it
ONE_SPELLING = 0.7  # of letters in their order, from which on two words are forms or spellings of one
SAME_WORDS = 0.9  # share of a clause's words in the same order, from which on it is the same clause
FEWEST = 2  # words in common, where one telling isn't all in the other
FEWEST_ELSE = 3  # where the days differ


class FoundEvent(msgspec.Struct, frozen=True):
    """An event with its content words: ``words`` without names, ``triggers`` those that say what happens."""

    record: Record
    event: Event
    words: frozenset[str]
    all_words: frozenset[str]
    triggers: frozenset[str]
    actors: frozenset[str]
    keys: tuple[str, ...]
    roles: Roles


def events_of(record: Record, names: CastNames) -> list[FoundEvent]:
    """The events of a record that are no acts of saying."""
    there = RecordNames(record, names.of)
    named = {word for actor in record.actors for word in content_words(actor.name)}
    out = []
    for event in record.events:
        if event.kind != "reporting":
            words = frozenset(content_words(event.summary))
            triggers = frozenset(
                w for s, e in {event.trigger, *event.mentions} for w in content_words(record.text[s:e])
            )  # fmt: skip
            actors = names.all_of(record.id, event.actors)
            keys = tuple(keys_of(words_in(record.text, [(event.start, event.end)])))
            out.append(FoundEvent(record, event, words - named, words, triggers, actors, keys, roles_of(there, event)))
    return out


def join_events(found: Sequence[FoundEvent], more: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """The events (by number) that are one, each with itself at least; ``more`` are pairs known to be alike.

    Nothing joins where any two of a group can't be one. What has no date joins last, and where it may be of either of
    two that aren't one, none.
    """
    pairs = [
        (n, m)
        for n, one in enumerate(found)
        for m in range(n + 1, len(found))
        if found[m].record.id != one.record.id and _same(one, found[m])
    ] + [(n, m) for n, m in more if may_be_one(found[n], found[m])]
    groups = {n: [n] for n in range(len(found))}

    def may_join(a: list[int], b: list[int]) -> bool:
        return a is not b and all(may_be_one(found[n], found[m]) for n in a for m in b)

    def join(n: int, m: int) -> None:
        one, other = groups[n], groups[m]
        if may_join(one, other):
            one += other
            groups.update(dict.fromkeys(other, one))

    dated = [is_dated(f.event) for f in found]
    for n, m in pairs:
        if dated[n] and dated[m]:
            join(n, m)
    likely: dict[int, list[int]] = {}
    for pair in pairs:
        for n, m in (pair, pair[::-1]):
            if not dated[n]:
                likely.setdefault(n, []).append(m)
    either = {
        n
        for n, ms in likely.items()
        if any(groups[a] is not groups[b] and not may_join(groups[a], groups[b]) for a, b in combinations(ms, 2))
    }
    for n, m in pairs:
        if not (dated[n] and dated[m]) and n not in either and m not in either:
            join(n, m)
    return sorted({id(group): sorted(group) for group in groups.values()}.values())


def may_be_one(a: FoundEvent, b: FoundEvent) -> bool:
    """Whether nothing speaks against two events being one: another time, the opposite, another doer."""
    return may_be_of_one_time((a.record, a.event), (b.record, b.event)) and not _opposed(a, b)


def _same(a: FoundEvent, b: FoundEvent) -> bool:
    """Whether two events are one: told alike, and neither the opposite nor another thing of the kind."""
    return _told_alike(a, b) and may_be_one(a, b)


def _told_alike(a: FoundEvent, b: FoundEvent) -> bool:
    """Whether the same happens, on the same day, to the same people, in like words."""
    one, other = _bounds(a.event), _bounds(b.event)
    apart = _are_apart(a.event, b.event)
    if (
        not apart
        and likeness(a.keys, b.keys) >= SAME_WORDS
        and min(len(a.keys), len(b.keys)) >= (FEWEST_ELSE if a.actors & b.actors else VERBATIM)
    ):
        return True
    if not a.triggers & b.triggers or (not a.actors & b.actors and (a.actors or b.actors)):
        return False
    common = len(a.words & b.words)
    share = common / max(1, len(a.words), len(b.words))
    if apart:
        return common >= FEWEST_ELSE and share >= COMMON_ELSE
    if one is not None and one == other and one[0] == one[1]:
        within = bool(common) and common == min(len(a.words), len(b.words))
        return within or (common >= FEWEST and share >= COMMON)
    if a.words == b.words:
        return common >= FEWEST or (common > 0 and bool(a.actors) and a.actors == b.actors)
    return common >= FEWEST and share >= COMMON_ELSE


def _opposed(a: FoundEvent, b: FoundEvent) -> bool:
    """Whether one denies what the other tells, or has those whom both name in another order: who does it to whom?"""
    denied = {a.event.status, b.event.status}
    if negations(a.keys) % 2 != negations(b.keys) % 2 or ("denied" in denied and len(denied) > 1):
        return True
    if len(a.keys) == len(b.keys):
        differing = [(x, y) for x, y in zip(a.keys, b.keys, strict=True) if x != y]
        if len(differing) == 1 and _are_two_things(*differing[0]):
            return True
    if a.roles.against(b.roles):
        return True
    if a.roles.by and b.roles.by:
        return False  # the same does it, in a passive or not
    both = (a.all_words - a.words) & (b.all_words - b.words)  # of names
    orders = [list(dict.fromkeys(k for k in one.keys if k in both)) for one in (a, b)]
    return sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]


def _are_two_things(one: str, other: str) -> bool:
    """Whether two words at the same place tell of two things ("a man", "a woman"), and are no forms of one.

    Numbers may be two reports of one.
    """
    if not (one.isalpha() and other.isalpha()) or {one, other} & STOP_WORDS:
        return False
    return content_words(one) != content_words(other) and OSA.normalized_similarity(one, other) < ONE_SPELLING


def may_be_same(a: FoundEvent, b: FoundEvent) -> bool:
    """Whether two events that aren't surely one may be: the same may happen, to the same people."""
    strangers = a.actors and b.actors and not a.actors & b.actors
    alike = a.triggers & (b.triggers | b.words) or b.triggers & a.words
    return bool(alike) and not strangers and not _are_apart(a.event, b.event)


def _are_apart(a: Event, b: Event) -> bool:
    """Whether one ends before the other begins."""
    one, other = _bounds(a), _bounds(b)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _bounds(event: Event) -> tuple[str, str] | None:
    """The first and the last day of an event that has both."""
    return (event.earliest[:10], event.latest[:10]) if event.earliest and event.latest else None
