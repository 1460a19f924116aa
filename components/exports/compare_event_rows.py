"""The merged chronicle of a comparison as a list: each event with the articles that report it, and how they differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.charts.timeline import LANE_NAMES
from components.collection.comparison import Comparison
from components.collection.comparison.shared_events import EventTelling, SharedEvent
from components.domain.date_words import NO_DATE, date_words_of
from components.domain.record import Status
from components.domain.single_line_text import plain_line
from components.exports.compare_headline import in_a_row
from components.exports.compare_labels import ArticleLabel
from components.exports.list_rows import ListGroup, ListRow, Person
from components.exports.numbers_in_words import first_up

_AS_FACT: dict[Status, Status] = {"ongoing": "happened"}  # both are told as facts


def event_groups(
    found: Comparison, labels: Sequence[ArticleLabel], events: Sequence[SharedEvent]
) -> list[ListGroup]:  # fmt: skip
    """The merged chronicle: events by date, each with the articles that report it and where they differ."""
    heads: dict[str, list[ListRow]] = {}
    for event in events:
        heads.setdefault(_when(event), []).append(_event_row(found, event, labels))
    return [ListGroup(head, head == NO_DATE, tuple(rows)) for head, rows in heads.items()]


def _event_row(found: Comparison, event: SharedEvent, labels: Sequence[ArticleLabel]) -> ListRow:
    told_alike = len({_AS_FACT.get(status, status) for status in event.statuses}) == 1
    lane = LANE_NAMES[event.tellings[0].status] if told_alike else ""
    people = [found.names[a] for a in event.actors if a in found.names]
    return ListRow(
        id=event.id,
        label=first_up(plain_line(event.tellings[0].summary)),
        facts=tuple(fact for fact in (lane, ", ".join(people[:3])) if fact),
        note="; ".join((*_differences(event, labels), *_perhaps(event, labels))),
        who=having(event.articles, labels),
    )  # fmt: skip


def _perhaps(event: SharedEvent, labels: Sequence[ArticleLabel]) -> list[str]:
    """That others may tell it in other words: for these it isn't told that they leave it out."""
    others = [one for one in labels if one.id not in event.articles]
    maybe = [one.name for one in others if one.id in event.perhaps]
    where = "the others" if len(maybe) == len(others) > 1 else in_a_row(maybe)
    return [f"perhaps also in {where}"] if maybe else []


def _when(event: SharedEvent) -> str:
    dated = next((t for t in event.tellings if t.earliest or t.latest), None)
    return date_words_of(dated) if dated is not None else NO_DATE


def _differences(event: SharedEvent, labels: Sequence[ArticleLabel]) -> list[str]:
    """How the articles differ on an event: its date, whether it happened."""
    called = {one.id: one.name for one in labels}
    tellings = _one_each(event.tellings, labels)
    out = []
    if event.dates_differ:
        out.append(f"the dates differ ({', '.join(_days_told(event, labels))})")
    if len({_AS_FACT.get(t.status, t.status) for t in tellings}) > 1:
        told = [f"{called[t.article]}: {LANE_NAMES[t.status].lower()}" for t in tellings]
        out.append(f"told differently ({', '.join(told)})")
    for differs in event.differences:
        values = [f"{in_a_row([called[a] for a in v.articles if a in called])}: {v.value}" for v in differs.values]
        out.append(f"{differs.of}: {', '.join(values)}")
    return out


def _days_told(event: SharedEvent, labels: Sequence[ArticleLabel]) -> list[str]:
    """Each article's dates of the event, all where it tells several; what a tense alone tells is none."""
    dated = [t for t in event.tellings if t.basis != "tense" and (t.earliest or t.latest)]
    days = {one: list(dict.fromkeys(date_words_of(t) for t in dated if t.article == one.id)) for one in labels}
    return [f"{one.name}: {in_a_row(told)}" for one, told in days.items() if told]


def _one_each(tellings: Sequence[EventTelling], labels: Sequence[ArticleLabel]) -> list[EventTelling]:
    """The surest telling of each article, in their order."""
    found: dict[str, EventTelling] = {}
    for one in tellings:
        found.setdefault(one.article, one)
    return [found[one.id] for one in labels if one.id in found]


def having(articles: Collection[str], labels: Sequence[ArticleLabel]) -> tuple[Person, ...]:
    """The articles that have it, with their colours."""
    return tuple(Person(first_up(one.name), one.colour) for one in labels if one.id in articles)
