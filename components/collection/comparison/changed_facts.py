"""What the changes between two versions did to quotes, names, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from components.collection.comparison.changed_negations import changed_negations
from components.collection.comparison.changed_numbers import changed_numbers
from components.collection.comparison.changed_quotes import changed_quotes
from components.collection.comparison.fact_change import FactChange, bare, shown
from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.shared_quotes import SharedQuote
from components.collection.comparison.text_difference import Difference
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.collection.comparison.words import changed_runs, keys_of, words_in
from components.domain.record import Record
from components.domain.spans import Span, contains, overlaps

LONGEST_NAME = 4  # words of a name that stands in the place of another


def changed_facts(
    earlier: Record, later: Record, names: CastNames, found: Difference, shared: Sequence[SharedQuote]
) -> list[FactChange]:
    """Every change of a quote, its speaker, a denying word, a name, a number or a date, each once, in that order.

    ``shared`` are the quotes of the two. What stands in a quote that is told of isn't told again.
    """
    quotes = _once(changed_quotes(earlier, later, names, found, shared))
    quoted = [place for fact in quotes for place in fact.places]
    figures = list(_numbers(earlier, later, found))
    dates = [f for f in figures if f.kind == "date"]
    numbers = [f for f in figures if f.kind == "number"]
    dated = [place for fact in dates for place in fact.places]
    negations = changed_negations(earlier, later, found)
    rest = [
        *(n for n in negations if not _within(n.places, quoted, overlaps)),  # with words beside the quote
        *_names(earlier, later, names, found),
        *(n for n in numbers if not _within(n.places, dated) and not _within(n.places, quoted, overlaps)),
        *dates,
    ]
    return [*quotes, *_once(f for f in rest if not _within(f.places, quoted))]


def _within(
    places: Sequence[Place], others: Sequence[Place], by: Callable[[Span, Span], bool] = contains
) -> bool:  # fmt: skip
    """Whether all passages stand within some of the others (or are ``by`` them in another way)."""
    return all(
        any(p.article == o.article and any(by(outer, span) for outer in o.spans) for o in others)
        for p in places
        for span in p.spans
    )


def _once(facts: Iterator[FactChange]) -> list[FactChange]:
    """The same change of the same words once, with all the places where it stands."""
    found: dict[tuple[str, ...], FactChange] = {}
    for fact in facts:
        key = (fact.kind, bare(fact.before), bare(fact.after), bare(fact.words))
        first = found.setdefault(key, fact)
        if first is not fact:
            places = tuple(dict.fromkeys((*first.places, *fact.places)))
            found[key] = msgspec.structs.replace(first, places=places)
    return list(found.values())


def _names(earlier: Record, later: Record, names: CastNames, found: Difference) -> Iterator[FactChange]:
    """Who is named in one version alone, one in the place of another as one change; doubtful joins are left out."""
    places: dict[str, dict[str, Place]] = {}
    for record in (earlier, later):
        for actor in record.actors:
            spans = tuple((m.start, m.end) for m in actor.mentions if m.form == "name")
            key = names.of(record.id, actor.id)
            if spans and key is not None and key not in names.doubtful:
                places.setdefault(key, {})[record.id] = Place(record.id, actor.id, spans)
    elsewhere = ToldElsewhere([earlier, later])
    texts = {r.id: r.text for r in (earlier, later)}
    alone: dict[str, Place] = {}
    for key, there in places.items():
        (place,) = list(there.values())[:1]
        called = {names.name[key], *(texts[place.article][s:e] for s, e in place.spans)}
        if len(there) == 1 and not elsewhere.by_names(called, there):
            alone[key] = place
    gone = {k: p for k, p in alone.items() if p.article == earlier.id}
    new = {k: p for k, p in alone.items() if p.article == later.id}
    pairs = _replaced_names(earlier, later, found, gone, new)
    for one, other in pairs.items():
        yield _name_change(names, one, other, (gone[one], new[other]))
    for key, place in alone.items():
        if key not in pairs and key not in pairs.values():
            yield _name_change(names, key if key in gone else None, key if key in new else None, (place,))


def _name_change(names: CastNames, one: str | None, other: str | None, places: tuple[Place, ...]) -> FactChange:
    before, after = (names.name[key] if key else None for key in (one, other))
    return FactChange(id=row_id("fact", places), kind="name", before=before, after=after, places=places)


def _replaced_names(
    earlier: Record, later: Record, found: Difference, gone: dict[str, Place], new: dict[str, Place]
) -> dict[str, str]:
    """Which name stands in the place of which, within a sentence of both."""
    pairs: dict[str, str] = {}
    for change in found.sentences:
        if change.before is None or change.after is None or change.fate == "kept":
            continue
        old, now = words_in(earlier.text, [change.before]), words_in(later.text, [change.after])
        for tag, a, b, c, d in changed_runs(keys_of(old), keys_of(now)):
            if tag != "replace":
                continue
            left, right = (old[a].start, old[b - 1].end), (now[c].start, now[d - 1].end)
            before = [k for k, p in gone.items() if k not in pairs and any(overlaps(s, left) for s in p.spans)]
            after = [k for k, p in new.items() if k not in pairs.values() and any(overlaps(s, right) for s in p.spans)]
            if len(before) == len(after) == 1 and max(b - a, d - c) <= LONGEST_NAME:
                pairs[before[0]] = after[0]
    return pairs


def _numbers(earlier: Record, later: Record, found: Difference) -> Iterator[FactChange]:
    for change in changed_numbers(earlier, later, found):
        before = shown(earlier, change.before) if change.before else None
        after = shown(later, change.after) if change.after else None
        both = ((earlier.id, change.before), (later.id, change.after))
        places = tuple(Place(article, str(span), (span,)) for article, span in both if span)
        if bare(before) != bare(after):
            yield FactChange(id=row_id("fact", places), kind=change.kind, before=before, after=after, places=places)
