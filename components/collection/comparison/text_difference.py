"""What became of a text in its later version: sentences kept, changed in words, added, cut, moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

from components.collection.comparison.passages import Place
from components.collection.comparison.words import (
    Piece,
    Word,
    keys_of,
    likeness,
    likest_rows,
    merged_pieces,
    words_in,
)
from components.domain.ids import digest
from components.domain.record import Record, Sentence
from components.domain.spans import Span

Fate = Literal["kept", "changed", "added", "cut", "moved"]
CHANGED = 0.5  # share of words in the same order, from which on a sentence is the other one in other words
MOVED = 0.7  # the same for a sentence that stands elsewhere
FEWEST = 4  # words that a sentence must have to be found again elsewhere


class SentenceChange(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: where it stands before and after (None where it doesn't), and its words with what changed.

    ``paragraph`` is that of the later text (of the earlier one for what was cut); ``before``/``after`` are characters.
    ``pieces`` are the words of both as one: those that went are marked "left out", those that came "put in".
    """

    id: str
    fate: Fate
    paragraph: int
    heading: bool
    before: Span | None
    after: Span | None
    pieces: tuple[Piece, ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Two versions of a story: their ids, and every sentence of both in the later text's order.

    ``order_known``: their dates or the library tell which is the earlier one; else it is the one that was named first.
    """

    earlier: str
    later: str
    share: float
    sentences: tuple[SentenceChange, ...]
    order_known: bool = True

    @property
    def changed(self) -> bool:
        """Whether any sentence isn't kept as it is."""
        return any(s.fate != "kept" for s in self.sentences)

    def count(self, fate: Fate) -> int:
        """How many sentences had that fate."""
        return sum(s.fate == fate for s in self.sentences)

    def places(self, one: SentenceChange) -> tuple[Place, ...]:
        """Where a sentence stands in both."""
        both = ((self.earlier, one.before), (self.later, one.after))
        return tuple(Place(article, one.id, (span,)) for article, span in both if span is not None)


class _Sentence(msgspec.Struct, frozen=True):
    span: Span
    paragraph: int
    heading: bool
    words: list[Word]
    keys: tuple[str, ...]


def difference(earlier: Record, later: Record, *, order_known: bool = True) -> Difference:
    """What became of the earlier text in the later one."""
    old, new = _sentences(earlier), _sentences(later)
    pairs = _pairs(old, new)
    moved = _moved(pairs)
    after_of = {b: (a, b in moved) for a, b in pairs.items()}
    cut_before = _cut_by_place(old, pairs, moved)
    out: list[SentenceChange] = []
    for b, one in enumerate(new):
        out += [_cut(earlier, old[a]) for a in cut_before.get(b, ())]
        if b in after_of:
            a, elsewhere = after_of[b]
            out.append(_kept(earlier, old[a], later, one, elsewhere))
        else:
            out.append(_added(later, one))
    out += [_cut(earlier, old[a]) for a in cut_before.get(len(new), ())]
    all_old, all_new = [k for s in old for k in s.keys], [k for s in new for k in s.keys]
    return Difference(
        earlier=earlier.id, later=later.id, share=likeness(all_old, all_new), sentences=tuple(out),
        order_known=order_known,
    )  # fmt: skip


def _sentences(record: Record) -> list[_Sentence]:
    """The sentences that have words; the lines of a text of which none are known."""
    lines = [
        Sentence(start=m.start(), end=m.end(), paragraph=n) for n, m in enumerate(re.finditer(r"[^\n]+", record.text))
    ]
    out = []
    for one in record.sentences or lines:
        words = words_in(record.text, [(one.start, one.end)])
        if words:
            out.append(_Sentence((one.start, one.end), one.paragraph, one.heading, words, tuple(keys_of(words))))
    return out


def _pairs(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> dict[int, int]:
    """Which sentence of the later text each of the earlier one is: the same first, then the likest in its gap."""
    pairs: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    at = (0, 0)
    for block in [*_same_runs(old, new), (len(old), len(new), 0)]:
        a, b, size = block
        gaps.append((range(at[0], a), range(at[1], b)))
        pairs |= {a + n: b + n for n in range(size)}
        at = (a + size, b + size)
    for olds, news in gaps:
        pairs |= _likest(old, new, olds, news, CHANGED, 1, in_order=True)
    rest_old = [a for a in range(len(old)) if a not in pairs]
    taken = set(pairs.values())
    rest_new = [b for b in range(len(new)) if b not in taken]
    return pairs | _likest(old, new, rest_old, rest_new, MOVED, FEWEST, in_order=False)


def _same_runs(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[tuple[int, int, int]]:
    """(from in the earlier, from in the later, how many) of runs of sentences that are the same in both, in order."""
    steps = Indel.opcodes([" ".join(s.keys) for s in old], [" ".join(s.keys) for s in new])
    return [(s.src_start, s.dest_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]


def _likest(
    old: Sequence[_Sentence],
    new: Sequence[_Sentence],
    olds: Sequence[int],
    news: Sequence[int],
    least: float,
    fewest: int,
    *,
    in_order: bool,
) -> dict[int, int]:
    """Sentences paired by likeness, the likest first; ``in_order``: no pair crosses another."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    before: list[int] = []  # the earlier places of the pairs, rising; their later ones rise with them
    for heading in (False, True):
        some = [[n for n in of if text[n].heading == heading and len(text[n].keys) >= fewest]
                for of, text in ((olds, old), (news, new))]  # fmt: skip
        scored = likest_rows([old[a].keys for a in some[0]], [new[b].keys for b in some[1]], least)
        found = sorted((-share, abs(some[0][a] - some[1][b]), some[0][a], some[1][b]) for share, a, b in scored)
        for _, _, a, b in found:
            if a in pairs or b in taken:
                continue
            at = bisect_left(before, a)
            if in_order and (
                (at > 0 and pairs[before[at - 1]] > b) or (at < len(before) and pairs[before[at]] < b)
            ):  # fmt: skip
                continue
            pairs[a] = b
            taken.add(b)
            if in_order:
                before.insert(at, a)
    return pairs


def _moved(pairs: dict[int, int]) -> set[int]:
    """The later places of sentences that stand out of the order that most have."""
    order = [pairs[a] for a in sorted(pairs)]
    kept: list[int] = []  # the longest row of rising places: its last place for each length
    back: dict[int, int | None] = {}
    tails: list[int] = []
    for place in order:
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle] < place else (low, middle)
        back[place] = tails[low - 1] if low else None
        tails[low : low + 1] = [place]
    at: int | None = tails[-1] if tails else None
    while at is not None:
        kept.append(at)
        at = back[at]
    return set(order) - set(kept)


def _cut_by_place(old: Sequence[_Sentence], pairs: dict[int, int], moved: set[int]) -> dict[int, list[int]]:
    """The sentences that were cut, by the place in the later text before which they would stand."""
    out: dict[int, list[int]] = {}
    before = -1
    for a in range(len(old)):
        if a not in pairs:
            out.setdefault(before + 1, []).append(a)
        elif pairs[a] not in moved:
            before = pairs[a]
    return out


def _id(*spans: object) -> str:
    return f"change-{digest(*(str(s) for s in spans), length=10)}"


def _kept(earlier: Record, a: _Sentence, later: Record, b: _Sentence, moved: bool) -> SentenceChange:
    same = a.keys == b.keys
    return SentenceChange(
        id=_id(earlier.id, a.span, later.id, b.span),
        fate="moved" if moved else "kept" if same else "changed",
        paragraph=b.paragraph,
        heading=b.heading,
        before=a.span,
        after=b.span,
        pieces=merged_pieces(earlier.text, a.words, later.text, b.words),
    )


def _added(later: Record, b: _Sentence) -> SentenceChange:
    return SentenceChange(
        id=_id(later.id, b.span),
        fate="added",
        paragraph=b.paragraph,
        heading=b.heading,
        before=None,
        after=b.span,
        pieces=merged_pieces("", (), later.text, b.words),
    )


def _cut(earlier: Record, a: _Sentence) -> SentenceChange:
    return SentenceChange(
        id=_id(earlier.id, a.span),
        fate="cut",
        paragraph=a.paragraph,
        heading=a.heading,
        before=a.span,
        after=None,
        pieces=merged_pieces(earlier.text, a.words, "", ()),
    )
