"""What the articles that tell one event tell differently: a number, a name, the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.fuzz import ratio

from components.collection.chronicle.chronicle import Difference, DifferenceKind, ToldValue
from components.collection.chronicle.collected import CollectedArticle
from components.collection.chronicle.day_tellings import DayTelling
from components.collection.chronicle.told_numbers import told_numbers

ONE_WORD = 60.0  # per cent: "Graeme" and "Graham" may be one name, "Anna" and "Maria" aren't
_WORD = re.compile(r"[^\W_]+")
Told = dict[str, list[DayTelling]]  # by what is told


def differences_within(tellings: Sequence[DayTelling], articles: Sequence[CollectedArticle]) -> tuple[Difference, ...]:
    """The numbers and the names on which the tellings of one event differ."""
    if len({t.article for t in tellings}) < 2:
        return ()
    return (*_numbers(tellings, articles), *_names(tellings, articles))


def date_difference(
    by_day: Iterable[tuple[str, Sequence[DayTelling]]], articles: Sequence[CollectedArticle]
) -> Difference:
    """One event told of several days."""
    return _difference("date", "day", {day: list(tellings) for day, tellings in by_day}, articles)


def _numbers(tellings: Sequence[DayTelling], articles: Sequence[CollectedArticle]) -> list[Difference]:
    told: dict[str, dict[float, list[DayTelling]]] = defaultdict(lambda: defaultdict(list))
    words: dict[tuple[str, float], str] = {}
    for telling in tellings:
        for number in told_numbers(telling.text):
            told[number.of][number.value].append(telling)
            words.setdefault((number.of, number.value), number.words)
    return [
        _difference("number", of, {words[of, v]: t for v, t in values.items()}, articles)
        for of, values in told.items()
        if len(values) > 1 and len({t.article for ts in values.values() for t in ts}) > 1
    ]


def _names(tellings: Sequence[DayTelling], articles: Sequence[CollectedArticle]) -> list[Difference]:
    """People whose names are spelt in two ways, by articles that don't have both."""
    told: Told = defaultdict(list)
    for telling in tellings:
        for name in dict.fromkeys(telling.names):
            told[name].append(telling)
    out: list[Difference] = []
    done: set[str] = set()
    for name in told:
        if name in done or " " not in name:
            continue
        here = {t.article for t in told[name]}
        alike = [
            other for other in told
            if other not in done and other != name and _is_spelt_otherwise(name, other)
            and not here & {t.article for t in told[other]}
        ]  # fmt: skip
        if alike:
            done.update((name, *alike))
            out.append(_difference("name", name.split()[-1], {n: told[n] for n in (name, *alike)}, articles))
    return out


def _is_spelt_otherwise(name: str, other: str) -> bool:
    """Whether the names differ in one word, and there in some letters: no hyphen, title or middle name alone."""
    words, others = (_WORD.findall(n.casefold()) for n in (name, other))
    if len(words) != len(others):
        return False
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return len(differing) == 1 and min(map(len, differing[0])) > 2 and ratio(*differing[0]) >= ONE_WORD


def _difference(kind: DifferenceKind, of: str, told: Told, articles: Sequence[CollectedArticle]) -> Difference:
    values = [ToldValue(value, *_who_tells(tellings, articles)) for value, tellings in told.items()]
    return Difference(kind, of, tuple(sorted(values, key=lambda v: (-len(v.articles), v.value))))


def _who_tells(
    tellings: Iterable[DayTelling], articles: Sequence[CollectedArticle]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    told = [articles[n] for n in sorted({t.article for t in tellings})]
    return tuple(a.id for a in told), tuple(sorted({a.outlet for a in told if a.outlet}))
