"""Makes the chronicle of a collection from its records, or from what was read of each of them before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log1p

from components.collection.chronicle.chronicle import Chronicle, ChronicleDay, ChronicleEntry, Difference, EventSource
from components.collection.chronicle.collected import Collected, CollectedArticle
from components.collection.chronicle.day_summary import DaySummaries
from components.collection.chronicle.day_tellings import NOT_PROSE, ArticleTellings, DayTelling, tellings_of
from components.collection.chronicle.day_weight import day_weights
from components.collection.chronicle.differences import date_difference, differences_within
from components.collection.chronicle.event_merging import ToldEvent, best_first, told_events
from components.collection.chronicle.same_doing import Doings
from components.collection.chronicle.same_happening import Happenings
from components.collection.chronicle.told_on_two_days import told_on_two_days
from components.collection.chronicle.word_vectors import Vector, WordWeights, cosine
from components.collection.record_names import SameActor
from components.domain.record import Record

NEARNESS = 0.3  # what an event far from all else on its day counts beside one in its midst (1.3)
LEANING = 0.5  # what an entry counts whose sentence can't be understood alone


def make_chronicle(records: Iterable[Record], same_actor: SameActor | None = None) -> Chronicle:
    """One chronicle of the records; ``same_actor(article id, actor id)`` gives who an actor is among all articles.

    Without it, or where it gives None, actors of one name and kind are the same.
    """
    return chronicle_of(tellings_of(record, same_actor) for record in records)


def chronicle_of(articles: Iterable[ArticleTellings]) -> Chronicle:
    """One chronicle of what articles tell, which is read once, one article at a time."""
    collected = Collected().read(articles)
    weights = WordWeights(collected.articles_with, len(collected.articles))
    days = day_weights(collected.days)
    doings = Doings(collected.dated, len(collected.articles))
    happenings = Happenings(collected.dated)
    events = {
        day: happenings.joined(day, doings.joined(day, told_events(collected.dated[day], weights))) for day in days
    }
    dates: dict[int, list[Difference]] = defaultdict(list)
    for earlier, one, later, other in told_on_two_days(events, doings):
        difference = date_difference(((earlier, one.tellings), (later, other.tellings)), collected.articles)
        dates[id(one)].append(difference)
        dates[id(other)].append(difference)
    summaries = DaySummaries(weights, dict(collected.said))
    made = []
    for day, weight in days.items():
        dated, undated = collected.dated[day], collected.undated(day)
        centre = summaries.centre(dated, undated)
        entries = _entries(day, weight, events[day], centre, collected.articles, dates)
        summary = summaries.summary(centre, dated, undated)
        counts = collected.days[day]
        made.append(
            ChronicleDay(
                day=day, weight=weight, articles=counts.all, outlets=len(counts.outlets), summary=summary,
                entries=entries,
            )
        )  # fmt: skip
    return Chronicle(tuple(made))


def _entries(
    day: str,
    weight: float,
    events: Sequence[ToldEvent],
    centre: Vector,
    articles: Sequence[CollectedArticle],
    dates: dict[int, list[Difference]],
) -> tuple[ChronicleEntry, ...]:
    """The day's events, those of many articles and near to what the day is about first; none without prose."""
    told = [(event, best_first(event)) for event in events]
    told = [(event, tellings) for event, tellings in told if tellings[0].open < NOT_PROSE and event.is_an_event]
    worth = [_worth(event, tellings, centre) for event, tellings in told]
    most = max(worth, default=1.0) or 1.0
    entries = [
        _entry(day, weight * value / most, event, tellings, articles, dates.get(id(event), []))
        for (event, tellings), value in zip(told, worth, strict=True)
    ]
    return tuple(sorted(entries, key=lambda e: (-e.weight, e.id)))


def _worth(event: ToldEvent, tellings: Sequence[DayTelling], centre: Vector) -> float:
    told = log1p(len({t.article for t in (*tellings, *event.mentions)}))
    return told * (NEARNESS + cosine(event.direction, centre)) * (1.0 if tellings[0].alone else LEANING)


def _entry(
    day: str,
    weight: float,
    event: ToldEvent,
    tellings: Sequence[DayTelling],
    articles: Sequence[CollectedArticle],
    dates: Sequence[Difference],
) -> ChronicleEntry:
    best = tellings[0]
    of = {t.article for t in tellings}
    named = [(t, t.events) for t in tellings]
    for telling in event.mentions:  # of an article that tells it in a sentence of its own, that is enough
        if telling.article not in of:
            of.add(telling.article)
            named.append((telling, telling.happening.events if telling.happening else ()))
    sources = tuple(
        EventSource(articles[t.article].id, e, t.start, t.end, articles[t.article].outlet)
        for t, ids in named
        for e in ids or ("",)
    )
    return ChronicleEntry(
        id=f"{day}:{sources[0].article}:{best.start}",
        day=day,
        label=best.text,
        weight=weight,
        articles=len(of),
        outlets=len({articles[n].outlet for n in of if articles[n].outlet}),
        sources=sources,
        actors=tuple(who for who, _ in event.who.most_common()),
        differences=(*differences_within(tellings, articles), *dates),
        alone=best.alone,
    )
