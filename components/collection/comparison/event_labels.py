"""What an event is called where it is compared: by its summary, without a doer whom its words don't give."""

from __future__ import annotations

import re

from components.domain.record import Actor, Event, Mention, Record
from components.domain.spans import contains

_RELATIVE = re.compile(r"(?:which|who|that)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,()\"“”–—-]*")  # between what a relative clause is about and the clause
_BODIES = frozenset(
    "agency airline army automaker bank board body bureau club commission committee company corporation council court"
    " department firm government group maker manufacturer ministry organisation organization party team union"
    " university".split()
)  # what no person is


def event_label(record: Record, event: Event) -> str:
    """The summary; a doer before it is left out, or called as the clause calls it, where the clause means another.

    "Which filed for bankruptcy" tells of no person, and of whoever stands right before it; "the firm filed" of a firm.
    """
    known = _doer(record, event)
    if known is None:
        return event.summary
    name, doer = known
    rest = event.summary[len(name) + 1 :]
    clause = (event.start, event.end)
    inside = [m for m in doer.mentions if contains(clause, (m.start, m.end))]
    if not inside:
        return rest if _is_of_another(record, event, doer, rest) else event.summary
    first = min(inside, key=lambda m: m.start)
    if doer.kind == "person" and first.form == "nominal" and _body(record, first):
        return f"{' '.join(record.text[first.start : first.end].split())} {rest}"
    return event.summary


def _doer(record: Record, event: Event) -> tuple[str, Actor] | None:
    """The actor whose name the summary begins with, as its doer: no speaker, no owner."""
    begins = event.summary.casefold()
    names = (
        (name, actor)
        for actor in record.actors
        for name in (actor.name, *actor.aliases, *(record.text[m.start : m.end] for m in actor.mentions))
        if name[:1].casefold() == begins[:1]
    )
    known = [(name, actor) for name, actor in names if name and begins.startswith(f"{name.casefold()} ")]
    return max(known, key=lambda one: len(one[0])) if known else None


def _first_word(words: str) -> str:
    return (words.split() or [""])[0]


def _is_of_another(record: Record, event: Event, doer: Actor, rest: str) -> bool:
    """Whether the clause is a relative one that can't be of this actor."""
    relative = _RELATIVE.match(record.text, event.start)
    if relative is None or _first_word(rest) not in record.text[event.start : event.end].split():
        return False  # the clause has another doer of its own, or what the summary begins with is part of a longer name
    if relative[0].casefold() == ("which" if doer.kind == "person" else "who") and doer.kind != "group":
        return True
    return not _stands_before(record, event, doer) and any(
        _stands_before(record, event, one) for one in record.actors if one is not doer
    )


def _stands_before(record: Record, event: Event, actor: Actor) -> bool:
    """Whether a mention ends right before the event's clause, or holds its beginning: "workers who were hiding"."""
    return any(
        m.start < event.start and (m.end > event.start or _BETWEEN.fullmatch(record.text, m.end, event.start))
        for m in actor.mentions
    )


def _body(record: Record, mention: Mention) -> bool:
    words = re.findall(r"[a-z]+", record.text[mention.start : mention.end].casefold())
    return bool(words) and words[-1] in _BODIES
