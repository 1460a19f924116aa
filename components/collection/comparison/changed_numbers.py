"""Numbers and dates that two versions of a story tell differently, or that one of them alone has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec

from components.collection.comparison.amounts import Part, ends, other_spellings, parts_of
from components.collection.comparison.text_difference import Difference
from components.collection.comparison.words import STOP_WORDS, changed_runs, keys_of, words_in
from components.domain.record import Record
from components.domain.spans import Span, hull, overlaps

AFTER = 2  # unchanged words after a changed number that are shown with it
_BEFORE = frozenset(
    "about almost around approximately exactly few fewer just least less many more most nearly only over some"
    " under up".split()
)  # words before a number that are part of what it says: "at least 12"
_BESIDE = frozenset("as at than to".split())  # which are so only together with those
_JOINING = frozenset("and but or".split())  # after which something else begins
_VAGUE = frozenset("a an all both few many most no none one several some".split())  # beside a number, they are one
_ADDRESS = re.compile(r"https?:|\bwww\b|[/=&_@]")
_AMOUNT = "#"  # stands for an amount where only the words around it are compared

Run = tuple[int, int, int, int]  # from, to of the parts before; from, to of those after


class NumberChange(msgspec.Struct, frozen=True):
    """Where a number or date stands before and after, None where it doesn't."""

    kind: Literal["number", "date"]
    before: Span | None
    after: Span | None


class _Side(msgspec.Struct, frozen=True):
    """A version: its record, where its dates stand, all words and all amounts of it."""

    record: Record
    dates: Sequence[Span]
    keys: Collection[str]
    amounts: Collection[str]


def changed_numbers(earlier: Record, later: Record, found: Difference) -> Iterator[NumberChange]:
    """Numbers and dates that were changed within a sentence, and those that the other version has nowhere."""
    old, new = _side(earlier), _side(later)
    for change in found.sentences:
        if change.fate == "kept":
            continue
        before, after = _parts(old, change.before), _parts(new, change.after)
        for run in _runs(old, before, new, after):
            if not _in_address(old, before, run[0], run[1]) and not _in_address(new, after, run[2], run[3]):
                yield from _of_run(old, before, new, after, run)


def _side(record: Record) -> _Side:
    words = words_in(record.text, [(0, len(record.text))])
    keys = set(keys_of(words))
    dates = [(t.start, t.end) for t in record.timexes if t.type in ("DATE", "TIME")]
    amounts = {a for part in parts_of(record.text, words, dates) for a in part.amounts}
    return _Side(record, dates, keys | other_spellings(list(keys)), amounts)


def _parts(side: _Side, span: Span | None) -> list[Part]:
    return parts_of(side.record.text, words_in(side.record.text, [span]), side.dates) if span else []


def _in_address(side: _Side, parts: Sequence[Part], start: int, end: int) -> bool:
    """Whether some parts, or one beside them, are of an address on the web, whose figures count nothing."""
    near = parts[max(0, start - 1) : end + 1]
    return bool(near) and _ADDRESS.search(side.record.text, near[0].start, near[-1].end) is not None


def _runs(old: _Side, before: Sequence[Part], new: _Side, after: Sequence[Part]) -> Iterator[Run]:
    """The parts that differ: where but the amounts are the same words, each amount beside the one in its place."""
    if [_AMOUNT if p.amounts else p.key for p in before] != [_AMOUNT if p.amounts else p.key for p in after]:
        for what, a, b, c, d in changed_runs(list(map(_compared, before)), list(map(_compared, after))):
            if what != "equal":
                yield _with_bound(before, after, (a, b, c, d))
        return
    differing = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one.key != other.key]
    if not differing:
        return
    first, last = differing[0], differing[-1] + 1
    swapped = Counter(p.key for p in before[first:last]) == Counter(p.key for p in after[first:last])
    if swapped and not _dates_of(old, before[first:last]) and not _dates_of(new, after[first:last]):
        yield first, last, first, last  # "12 boats hit 5 ships" that became "5 boats hit 12 ships"
    else:
        yield from ((n, n + 1, n, n + 1) for n in differing)


def _of_run(old: _Side, before: Sequence[Part], new: _Side, after: Sequence[Part], run: Run) -> Iterator[NumberChange]:
    a, b, c, d = run
    left, right = _dates_of(old, before[a:b]), _dates_of(new, after[c:d])
    if left and right:
        yield NumberChange("date", hull(left), hull(right))
    elif _both_numbers(before[a:b], after[c:d]):
        yield NumberChange("number", _around(old.record.text, before, a, b), _around(new.record.text, after, c, d))
    else:
        yield from (NumberChange(kind, span, None) for kind, span in _alone(old, before, a, b, new))
        yield from (NumberChange(kind, None, span) for kind, span in _alone(new, after, c, d, old))


def _compared(part: Part) -> str:
    """What a part is compared by: "one" is the number 1 where the other version has it in figures."""
    return "one" if part.key == "1" else part.key


def _with_bound(before: Sequence[Part], after: Sequence[Part], run: Run) -> Run:
    """A changed run of such words as "fewer than" with the unchanged number after it."""
    a, b, c, d = run
    if not all(p.key in _BEFORE | _BESIDE for p in (*before[a:b], *after[c:d])):
        return run
    end = next((n for n in range(b, len(before)) if before[n].key not in _BESIDE), len(before))
    if end < len(before) and before[end].amounts and end - b + d < len(after):
        return a, end + 1, c, d + end + 1 - b
    return run


def _dates_of(side: _Side, parts: Sequence[Part]) -> list[Span]:
    return [d for d in side.dates if any(overlaps(d, (p.start, p.end)) for p in parts)]


def _both_numbers(one: Sequence[Part], other: Sequence[Part]) -> bool:
    """Whether a number stands on both sides, or on one, and words such as "several" on the other."""
    numbers = [any(p.amounts for p in some) for some in (one, other)]
    vague = [any(p.key in _VAGUE for p in some) for some in (one, other)]
    return all(numbers) or (numbers[0] and vague[1]) or (numbers[1] and vague[0])


def _around(text: str, parts: Sequence[Part], start: int, end: int) -> Span:
    """A changed number with what belongs to it: "at least 12", "three Liberal MPs"."""
    first, last = start, end
    while first > 0 and parts[first - 1].key in _BEFORE | _BESIDE:
        first -= 1
    first = first if any(p.key in _BEFORE for p in parts[first:start]) else start
    if first == start and not parts[end - 1].has_unit:
        limit = next((n for n in range(end, len(parts)) if parts[n].key in _JOINING), len(parts))
        while last < min(limit, end + AFTER) and not ends(text, parts[last - 1]):
            last += 1
        while last > end and parts[last - 1].key in STOP_WORDS:
            last -= 1
    return parts[first].start, parts[last - 1].end


def _alone(
    side: _Side, parts: Sequence[Part], start: int, end: int, other: _Side
) -> Iterator[tuple[Literal["number", "date"], Span]]:
    """The numbers among some parts of a sentence that the other version has nowhere, with what they count."""
    for at in range(start, end):
        part = parts[at]
        if not part.amounts or all(a in other.amounts for a in part.amounts):
            continue
        if all(w.key in other.keys for w in part.words):
            continue
        dates = _dates_of(side, [part])
        if dates:
            yield "date", dates[0]
            continue
        counted = [p for p in parts[at + 1 : at + 2] if p.key not in STOP_WORDS]  # "14 people"
        whole = part.has_unit or ends(side.record.text, part) or not counted
        yield "number", (part.start, part.end if whole else counted[0].end)
