"""What the changes between two versions did to quotes, names, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.shared_quotes import compare_quotes
from components.collection.comparison.text_difference import Difference
from components.collection.comparison.words import STOP_WORDS, Word, changed_runs, keys_of, words_in
from components.domain.record import Record
from components.domain.spans import Span, hull, overlaps

FactKind = Literal["quote", "name", "number", "date"]
AFTER = 2  # unchanged words after a changed number that are shown with it
_BEFORE = frozenset(
    "about almost around approximately exactly few fewer just least less many more most nearly only over some"
    " under up".split()
)  # words before a number that are part of what it says: "at least 12"
_BESIDE = frozenset("as at than to".split())  # which are so only together with those
_ENDS = ',;:.!?)”"'  # what ends a phrase
_NUMBER = re.compile(
    r"\d|^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundreds?|thousands?"
    r"|millions?|billions?|dozens?|half|quarter|third|twice)$"
)


class FactChange(msgspec.Struct, frozen=True, kw_only=True):
    """A quote, name, number or date that another version has otherwise; ``before`` or ``after`` is None where it is
    in one version alone. ``who`` is whose quote it is, where that is known."""

    id: str
    kind: FactKind
    before: str | None
    after: str | None
    who: str
    places: tuple[Place, ...]


def changed_facts(earlier: Record, later: Record, names: CastNames, found: Difference) -> list[FactChange]:
    """Every change of a quote, a name, a number or a date, each once, in that order."""
    return [
        *_quotes(earlier, later, names),
        *_names(earlier, later, names),
        *_replaced(earlier, later, found),
        *_only_in_one(earlier, later, found),
    ]


def _quotes(earlier: Record, later: Record, names: CastNames) -> list[FactChange]:
    out = []
    for quote in compare_quotes([earlier, later], names):
        there = {p.article: p for p in quote.places}
        words = {a: " … ".join(" ".join(_text(r, s).split()) for s in there[a].spans) for a, r in
                 ((earlier.id, earlier), (later.id, later)) if a in there}  # fmt: skip
        before, after = words.get(earlier.id), words.get(later.id)
        if quote.how == "whole" and before is not None and after is not None:
            continue
        if len(quote.places) == 1 and _stands_in(quote.places[0], earlier, later):
            continue  # the same few words are there, told as a quote in one of the two alone
        out.append(
            FactChange(
                id=row_id("fact", quote.places), kind="quote", before=before, after=after, who=quote.source,
                places=quote.places,
            )
        )  # fmt: skip
    return out


def _stands_in(place: Place, earlier: Record, later: Record) -> bool:
    """Whether the words of one version's quote stand in the other's text, too."""
    own, other = (earlier, later) if place.article == earlier.id else (later, earlier)
    words = " ".join(keys_of(words_in(own.text, place.spans)))
    return f" {words} " in f" {' '.join(keys_of(words_in(other.text, [(0, len(other.text))])))} "


def _names(earlier: Record, later: Record, names: CastNames) -> list[FactChange]:
    """Who is named in one version alone; doubtful joins are left out."""
    found: dict[str, dict[str, Place]] = {}
    for record in (earlier, later):
        for actor in record.actors:
            spans = tuple((m.start, m.end) for m in actor.mentions if m.form == "name")
            key = names.of(record.id, actor.id)
            if spans and key is not None and key not in names.doubtful:
                found.setdefault(key, {})[record.id] = Place(record.id, actor.id, spans)
    texts = {r.id: " ".join(keys_of(words_in(r.text, [(0, len(r.text))]))) for r in (earlier, later)}
    out = []
    for key, there in found.items():
        name = names.name[key]
        bare = " ".join(keys_of(words_in(name, [(0, len(name))])))
        if len(there) == 2 or all(f" {bare} " in f" {text} " for text in texts.values()):
            continue
        places = tuple(there.values())
        out.append(
            FactChange(
                id=row_id("fact", places), kind="name", before=name if earlier.id in there else None,
                after=name if later.id in there else None, who="", places=places,
            )
        )  # fmt: skip
    return out


def _replaced(earlier: Record, later: Record, found: Difference) -> list[FactChange]:
    """Numbers and dates that stand in a sentence of both and were changed there."""
    out: list[FactChange] = []
    dates = {r.id: [(t.start, t.end) for t in r.timexes] for r in (earlier, later)}
    for change in found.sentences:
        if change.before is None or change.after is None or change.fate == "kept":
            continue
        old, new = words_in(earlier.text, [change.before]), words_in(later.text, [change.after])
        for tag, a, b, c, d in changed_runs(keys_of(old), keys_of(new)):
            kinds = {_kind(old[a:b], dates[earlier.id]), _kind(new[c:d], dates[later.id])} - {None}
            if tag != "replace" or not kinds:
                continue
            if "date" in kinds:
                kind: FactKind = "date"
                before = _whole_date(old, a, b, dates[earlier.id])
                after = _whole_date(new, c, d, dates[later.id])
            else:
                kind = "number"
                before, after = _around(earlier.text, old, a, b), _around(later.text, new, c, d)
            places = (Place(earlier.id, str(before), (before,)), Place(later.id, str(after), (after,)))
            if any(o.places == places for o in out):
                continue
            out.append(
                FactChange(
                    id=row_id("fact", places),
                    kind=kind,
                    before=_shown(earlier, before),
                    after=_shown(later, after),
                    who="",
                    places=places,
                )
            )
    return out


def _whole_date(words: Sequence[Word], start: int, end: int, dates: Sequence[Span]) -> Span:
    """Changed words with all of the date that they are part of."""
    own = (words[start].start, words[end - 1].end)
    return hull([own, *(d for d in dates if overlaps(d, own))])


def _around(text: str, words: Sequence[Word], start: int, end: int) -> Span:
    """A changed number with what belongs to it: "at least 12", "three Liberal MPs"."""
    first, last = start, end
    while first > 0 and words[first - 1].key in _BEFORE | _BESIDE:
        first -= 1
    first = first if any(w.key in _BEFORE for w in words[first:start]) else start
    if first == start:
        while last < min(len(words), end + AFTER) and text[words[last - 1].end - 1] not in _ENDS:
            last += 1
    return words[first].start, words[last - 1].end


def _only_in_one(earlier: Record, later: Record, found: Difference) -> list[FactChange]:
    """Numbers of sentences that were cut or added, where the other version has them nowhere."""
    keys = {r.id: set(keys_of(words_in(r.text, [(0, len(r.text))]))) for r in (earlier, later)}
    out: list[FactChange] = []
    for change in found.sentences:
        own, other = (earlier, later) if change.fate == "cut" else (later, earlier)
        span = change.before if change.fate == "cut" else change.after
        if change.fate not in ("cut", "added") or span is None:
            continue
        words = words_in(own.text, [span])
        for run in _number_runs(words):
            if all(w.key in keys[other.id] for w in words[run[0] : run[1]]):
                continue
            first, after = words[run[0]], words[run[1] : run[1] + 1]
            what = [w for w in after if w.key not in STOP_WORDS]  # "14 people"
            here = (first.start, (what or words[run[0] : run[1]])[-1].end)
            dates = [(t.start, t.end) for t in own.timexes if overlaps((t.start, t.end), (first.start, first.end))]
            here = dates[0] if dates else here
            places = (Place(own.id, str(here), (here,)),)
            if any(o.places == places for o in out):
                continue
            shown = _shown(own, here)
            out.append(
                FactChange(
                    id=row_id("fact", places),
                    kind="date" if dates else "number",
                    before=shown if change.fate == "cut" else None,
                    after=shown if change.fate == "added" else None,
                    who="",
                    places=places,
                )
            )
    return out


def _number_runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """(from, to) of the words that make up a number: "$3 million"."""
    runs: list[tuple[int, int]] = []
    for n, word in enumerate(words):
        if not _NUMBER.search(word.key):
            continue
        if runs and runs[-1][1] == n:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs


def _kind(words: Iterable[Word], dates: Sequence[Span]) -> FactKind | None:
    """What changed words are: a date where they stand in one, else a number where they hold one."""
    some = list(words)
    if any(overlaps((w.start, w.end), span) for w in some for span in dates):
        return "date"
    return "number" if any(_NUMBER.search(w.key) for w in some) else None


def _text(record: Record, span: Span) -> str:
    return record.text[span[0] : span[1]]


def _shown(record: Record, span: Span) -> str:
    return " ".join(_text(record, span).split()).strip(" ,;:.")
