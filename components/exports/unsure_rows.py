"""What is too unsure to be told, as rows that lead to where it stands, each with why it isn't told."""

from __future__ import annotations

from collections.abc import Iterable

from components.charts.relation_words import act_words
from components.domain.clickable_marks import sentence_at
from components.domain.date_words import when_words
from components.domain.record import Record, UnsureEvent, UnsureMention, UnsureQuote, UnsureRelation
from components.domain.single_line_text import plain_line
from components.exports.list_rows import ListRow
from components.exports.newsroom_words import actor_names


def unsure_event_rows(record: Record, events: Iterable[UnsureEvent]) -> list[ListRow]:
    """What may be an event, or an event's date that is too unsure."""
    told = {e.id: e for e in record.events}
    return [
        ListRow(
            id=u.date_of if u.date_of in told else sentence_at(record, u.trigger[0]),
            label=plain_line(told[u.date_of].summary if u.date_of in told else u.summary),
            facts=tuple(f for f in (_perhaps(when_words(record, u)),) if f),
            note=f"only its date is unsure: {u.why}" if u.date_of else u.why,
        )
        for u in events
    ]


def unsure_quote_rows(record: Record, quotes: Iterable[UnsureQuote]) -> list[ListRow]:
    """What may be somebody's words or thoughts."""
    names = actor_names(record)
    return [
        ListRow(
            id=sentence_at(record, q.content[0][0]),
            label=plain_line(" … ".join(record.text[s:e] for s, e in q.content)),
            facts=tuple(f for f in (_perhaps(names.get(q.speaker or "", _source(record, q))),) if f),
            note=q.why,
            quoted=True,
        )
        for q in quotes
    ]


def unsure_mention_rows(
    record: Record, mentions: Iterable[UnsureMention], relations: Iterable[UnsureRelation]
) -> list[ListRow]:
    """Descriptions that may be of somebody named, then acts whose actor is unsure."""
    names = actor_names(record)
    return [
        *(
            ListRow(
                id=sentence_at(record, m.start),
                label=plain_line(record.text[m.start : m.end]),
                facts=tuple(f for f in (_perhaps(names.get(m.actor, "")),) if f),
                note=m.why,
                quoted=True,
            )
            for m in mentions
        ),
        *(
            ListRow(
                id=sentence_at(record, r.start),
                label=plain_line(record.text[r.start : r.end]),
                facts=(_perhaps(f"{names.get(r.agent, '')} → {names.get(r.patient, '')}: {act_words(r)}"),),
                note=r.why,
                quoted=True,
            )
            for r in relations
        ),
    ]


def _perhaps(words: str) -> str:
    return f"perhaps {words}" if words else ""


def _source(record: Record, quote: UnsureQuote) -> str:
    return plain_line(record.text[slice(*quote.source)]) if quote.source else ""
