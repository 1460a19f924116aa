"""Numbers and dates that two versions of a story tell differently, or that one of them alone has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec

from components.collection.comparison.text_difference import Difference, SentenceChange
from components.collection.comparison.words import STOP_WORDS, Word, changed_runs, keys_of, words_in
from components.domain.record import Record
from components.domain.spans import Span, hull, overlaps

AFTER = 2  # unchanged words after a changed number that are shown with it
_BEFORE = frozenset(
    "about almost around approximately exactly few fewer just least less many more most nearly only over some"
    " under up".split()
)  # words before a number that are part of what it says: "at least 12"
_BESIDE = frozenset("as at than to".split())  # which are so only together with those
_ENDS = ',;:.!?)”"'  # what ends a phrase
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_SAME = {word: str(n) for n, word in enumerate(_SMALL, 1)} | {
    word: f"{n}{_ENDINGS.get(n, 'th')}" for n, word in enumerate(_ORDINALS, 1)
}
_IN_FIGURES = {figures: word for word, figures in _SAME.items()}
_NUMBER = re.compile(
    rf"^[-+]?(?:[a-z]{{0,3}}[$€£¥])?[-+]?\d[\d.,:]*(?:%|[a-z]{{1,3}}|-[\w-]+)?$|^(?:{'|'.join(_SMALL[1:])}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|quarter|third|twice)$"
)
_VAGUE = frozenset("a an all both few many most no none one several some".split())  # beside a number, they are one
_ADDRESS = re.compile(r"https?:|\bwww\b|[/=&_@]")

Run = tuple[int, int, int, int]  # from, to of the words before; from, to of those after


class NumberChange(msgspec.Struct, frozen=True):
    """Where a number or date stands before and after, None where it doesn't."""

    kind: Literal["number", "date"]
    before: Span | None
    after: Span | None


class _Side(msgspec.Struct, frozen=True):
    """A version: its record, where its dates stand, all words of it."""

    record: Record
    dates: Sequence[Span]
    keys: Collection[str]


def changed_numbers(earlier: Record, later: Record, found: Difference) -> Iterator[NumberChange]:
    """Numbers and dates that were changed within a sentence, and those that the other version has nowhere."""
    old, new = _side(earlier), _side(later)
    for change in found.sentences:
        if change.fate == "kept":
            continue
        before, after = (
            words_in(side.record.text, [span]) if span else []
            for side, span in ((old, change.before), (new, change.after))
        )
        if any(_in_address(side, span) for side, span in ((old, change.before), (new, change.after))):
            continue
        reordered = list(_in_another_order(before, after))
        yield from reordered or _of_sentence(change, old, before, new, after)


def _side(record: Record) -> _Side:
    keys = set(keys_of(words_in(record.text, [(0, len(record.text))])))
    both = keys | {_SAME[k] for k in keys if k in _SAME} | {_IN_FIGURES[k] for k in keys if k in _IN_FIGURES}
    return _Side(record, [(t.start, t.end) for t in record.timexes if t.type in ("DATE", "TIME")], both)


def _in_address(side: _Side, span: Span | None) -> bool:
    return span is not None and _ADDRESS.search(side.record.text, *span) is not None


def _of_sentence(
    change: SentenceChange, old: _Side, before: Sequence[Word], new: _Side, after: Sequence[Word]
) -> Iterator[NumberChange]:
    for what, *run in changed_runs(keys_of(before), keys_of(after)):
        if what == "equal":
            continue
        a, b, c, d = _widened(before, after, (run[0], run[1], run[2], run[3]))
        if _in_figures(before[a:b]) == _in_figures(after[c:d]):
            continue  # "three" and "3"
        left, right = _dates_of(old, before[a:b]), _dates_of(new, after[c:d])
        if left and right:
            yield NumberChange("date", hull(left), hull(right))
        elif _both_numbers(before[a:b], after[c:d]):
            yield NumberChange(
                "number", _around(old.record.text, before, a, b), _around(new.record.text, after, c, d)
            )  # fmt: skip
        else:
            yield from (NumberChange(kind, span, None) for kind, span in _alone(old, before, a, b, new))
            yield from (NumberChange(kind, None, span) for kind, span in _alone(new, after, c, d, old))


def _widened(before: Sequence[Word], after: Sequence[Word], run: Run) -> Run:
    """A changed run with the unchanged words of its number: "5" before "million", "12" after "fewer than"."""
    a, b, c, d = run
    if any(_is_number(w) for w in (*before[a:b], *after[c:d])):
        while a and c and before[a - 1].key == after[c - 1].key and _is_number(before[a - 1]):
            a, c = a - 1, c - 1
        return a, b, c, d
    if not all(w.key in _BEFORE | _BESIDE for w in (*before[a:b], *after[c:d])):
        return a, b, c, d
    end = next((n for n in range(b, len(before)) if before[n].key not in _BESIDE), len(before))
    if end < len(before) and _is_number(before[end]) and end - b + d < len(after):
        return a, end + 1, c, d + end + 1 - b
    return a, b, c, d


def _in_another_order(before: Sequence[Word], after: Sequence[Word]) -> Iterator[NumberChange]:
    """The numbers of a sentence that has the same ones in another order: "12 to 5" and "5 to 12"."""
    old, new = ([w for w in words if _is_number(w)] for words in (before, after))
    figures = _in_figures(old), _in_figures(new)
    if figures[0] != figures[1] and sorted(figures[0]) == sorted(figures[1]):
        yield NumberChange("number", (old[0].start, old[-1].end), (new[0].start, new[-1].end))


def _is_number(word: Word) -> bool:
    return _NUMBER.search(word.key) is not None


def _in_figures(words: Sequence[Word]) -> list[str]:
    return [_SAME.get(w.key, _grouped(w.key)) for w in words]


def _grouped(key: str) -> str:
    """Figures without the commas between their thousands: "1,000" and "1000"."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", key)


def _dates_of(side: _Side, words: Sequence[Word]) -> list[Span]:
    return [d for d in side.dates if any(overlaps(d, (w.start, w.end)) for w in words)]


def _both_numbers(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a number stands on both sides, or on one, and words such as "several" on the other."""
    numbers = [any(map(_is_number, some)) for some in (one, other)]
    vague = [any(w.key in _VAGUE for w in some) for some in (one, other)]
    return all(numbers) or (numbers[0] and vague[1]) or (numbers[1] and vague[0])


def _around(text: str, words: Sequence[Word], start: int, end: int) -> Span:
    """A changed number with what belongs to it: "at least 12", "three Liberal MPs"."""
    first, last = start, end
    while first > 0 and words[first - 1].key in _BEFORE | _BESIDE:
        first -= 1
    first = first if any(w.key in _BEFORE for w in words[first:start]) else start
    if first == start:
        while last < min(len(words), end + AFTER) and text[words[last - 1].end - 1] not in _ENDS:
            last += 1
        while last > end and words[last - 1].key in STOP_WORDS:
            last -= 1
    return words[first].start, words[last - 1].end


def _alone(
    side: _Side, words: Sequence[Word], start: int, end: int, other: _Side
) -> Iterator[tuple[Literal["number", "date"], Span]]:
    """The numbers among some words of a sentence that the other version has nowhere, with what they count."""
    for first, last in _number_runs(words, start, end):
        if all(w.key in other.keys for w in words[first:last]):
            continue
        dates = _dates_of(side, words[first:last])
        if dates:
            yield "date", dates[0]
        else:
            counted = [w for w in words[last : last + 1] if w.key not in STOP_WORDS]  # "14 people"
            ended = side.record.text[words[last - 1].end - 1] in _ENDS
            yield "number", (words[first].start, (words[last - 1] if ended or not counted else counted[0]).end)


def _number_runs(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    """(from, to) of the words that make up a number: "$3 million"."""
    runs: list[tuple[int, int]] = []
    for n in range(start, end):
        if not _is_number(words[n]):
            continue
        if runs and runs[-1][1] == n:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs
