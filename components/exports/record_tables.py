"""Record -> pandas tables, one a view; the first column of each is the mark's id."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

import pandas as pd

from components.charts.network import count_cooccurrences
from components.charts.relation_words import STATUS_NAMES, act_words
from components.domain.clickable_marks import mention_id, relation_id, sentence_context, sentence_id, tone_id, word_id
from components.domain.date_words import full_when_words, when_words
from components.domain.plural import plural
from components.domain.record import (
    Actor,
    Event,
    LoadedWord,
    Quote,
    Record,
    Relation,
    Tone,
    UnsureEvent,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
    UnsureTone,
)
from components.exports.newsroom_words import (
    ACTOR_KINDS,
    FORMS,
    KIND_NAMES,
    STANCES,
    TONES,
    actor_names,
    confidence_words,
    date_known,
    source_kind,
    source_words,
    status_words,
    teller,
    who_judges,
    who_spoke,
)


def _flat(text: str, most: int = 400) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    return pd.DataFrame([list(row) for row in rows], columns=list(columns))


def events_table(record: Record, events: Sequence[Event]) -> pd.DataFrame:
    """One row an event: what, when, how known, status, who, told by."""
    names = actor_names(record)
    return _table(
        ("id", "What", "When", "How the date is known", "Status", "Who", "Told by", "Told", "Sure?"),
        (
            (
                e.id,
                _flat(e.summary),
                full_when_words(record, e),
                date_known(record, e),
                status_words(record, e),
                ", ".join(names[a] for a in e.actors if a in names),
                teller(record, e),
                f"{max(1, len(e.mentions))}×",
                confidence_words(e.confidence),
            )
            for e in events
        ),
    )


def unsure_events_table(record: Record, events: Sequence[UnsureEvent]) -> pd.DataFrame:
    """One row what may be an event, or an event's date that is too unsure, with why; it leads to where it is told."""
    told = {e.id: e for e in record.events}
    return _table(
        ("id", "What", "When, perhaps", "Why it isn't told"),
        (
            (
                u.date_of if u.date_of in told else _sentence_at(record, u.trigger[0]),
                _flat(told[u.date_of].summary if u.date_of in told else u.summary, 240),
                when_words(record, u),
                f"only its date is unsure: {u.why}" if u.date_of else u.why,
            )
            for u in events
        ),
    )


def actors_table(record: Record, actors: Sequence[Actor]) -> pd.DataFrame:
    """One row an actor; its id is its first mention's."""
    names = actor_names(record)
    return _table(
        ("id", "Name", "Kind", "Role", "Belongs to", "Also called", "Mentions", "Said"),
        (
            (
                mention_id(a.mentions[0]) if a.mentions else a.id,
                a.name,
                ACTOR_KINDS[a.kind],
                a.role or "",
                names.get(a.of or "", ""),
                ", ".join(a.aliases),
                len(a.mentions),
                sum(q.speaker == a.id for q in record.quotes),
            )
            for a in actors
        ),
    )


def mentions_table(record: Record, actors: Sequence[Actor]) -> pd.DataFrame:
    """One row a mention, in text order."""
    rows = sorted(((m, a) for a in actors for m in a.mentions), key=lambda ma: ma[0].start)
    return _table(
        ("id", "Words", "Actor", "How", "Why", "Sure?"),
        (
            (
                mention_id(m),
                _flat(record.text[m.start : m.end]),
                a.name,
                FORMS[m.form],
                m.rule,
                confidence_words(m.confidence),
            )
            for m, a in rows
        ),
    )


def relations_table(record: Record, relations: Sequence[Relation]) -> pd.DataFrame:
    """One row each time an actor acts on another."""
    names = actor_names(record)
    return _table(
        ("id", "Who", "Does what", "To whom", "Status", "Told by", "Words", "Sure?"),
        (
            (
                relation_id(r),
                names.get(r.agent, ""),
                act_words(r),
                names.get(r.patient, ""),
                STATUS_NAMES[r.status],
                names.get(r.voice, "somebody"),
                _flat(record.text[r.start : r.end], 160),
                confidence_words(r.confidence),
            )
            for r in relations
        ),
    )


def network_table(record: Record, relations: Sequence[Relation], actors: Sequence[Actor]) -> pd.DataFrame:
    """What the network draws: who acts on whom, then who is named with whom and in how many sentences."""
    names = actor_names(record)
    first = {a.id: mention_id(a.mentions[0]) for a in actors if a.mentions}
    acts = relations_table(record, relations)
    pairs = sorted(count_cooccurrences(record, actors).items(), key=lambda pair: (-pair[1], pair[0]))
    named = _table(
        list(acts.columns),
        (
            (first[a], names[a], "is named with", names[b], "", "", plural(n, "sentence"), "")
            for (a, b), n in pairs
            if a in first
        ),
    )
    return pd.concat([acts, named], ignore_index=True) if len(acts) else named


def quotes_table(record: Record, quotes: Sequence[Quote]) -> pd.DataFrame:
    """The ledger: who spoke, in whose words, how attributed, how sure."""
    return _table(
        ("id", "Who spoke", "Quote", "Kind", "Attribution as written", "Word", "Source", "How attributed", "Sure?"),
        (
            (
                q.id,
                who_spoke(record, q),
                _flat(" … ".join(record.text[s:e] for s, e in q.content)),
                KIND_NAMES[q.kind],
                source_words(record, q),
                _flat(record.text[q.cue[0] : q.cue[1]]) if q.cue else "",
                source_kind(record, q),
                STANCES[q.stance],
                confidence_words(q.confidence),
            )
            for q in quotes
        ),
    )


def _sentence_at(record: Record, place: int) -> str:
    """The id of the sentence that holds a character, for what has no mark of its own."""
    at = bisect.bisect_right(record.sentences, place, key=lambda s: s.start) - 1
    return sentence_id(record.sentences[max(0, at)]) if record.sentences else ""


def unsure_quotes_table(record: Record, quotes: Sequence[UnsureQuote]) -> pd.DataFrame:
    """One row an attribution that is too unsure to be told, with why."""
    names = actor_names(record)
    return _table(
        ("id", "Who, perhaps", "Words", "Attribution as written", "Why it isn't told"),
        (
            (
                _sentence_at(record, q.content[0][0]),
                names.get(q.speaker or "", _flat(record.text[slice(*q.source)], 60) if q.source else ""),
                _flat(" … ".join(record.text[s:e] for s, e in q.content), 240),
                _flat(record.text[slice(*q.cue)], 60) if q.cue else "",
                q.why,
            )
            for q in quotes
        ),
    )


def unsure_mentions_table(
    record: Record, mentions: Sequence[UnsureMention], relations: Sequence[UnsureRelation]
) -> pd.DataFrame:
    """One row a description that may be of somebody, or an act whose actor is unsure, with the sentence and why."""
    names = actor_names(record)
    return _table(
        ("id", "Words", "Perhaps", "Sentence", "Why it isn't told"),
        [
            *(
                (
                    _sentence_at(record, m.start),
                    _flat(record.text[m.start : m.end], 80),
                    names.get(m.actor, ""),
                    _flat(record.text[slice(*sentence_context(record, (m.start, m.end)))], 240),
                    m.why,
                )
                for m in mentions
            ),
            *(
                (
                    _sentence_at(record, r.start),
                    _flat(record.text[r.start : r.end], 80),
                    f"{names.get(r.agent, '')} {act_words(r)} {names.get(r.patient, '')}",
                    _flat(record.text[slice(*sentence_context(record, (r.start, r.end)))], 240),
                    r.why,
                )
                for r in relations
            ),
        ],
    )


def loaded_words_table(record: Record, words: Sequence[LoadedWord]) -> pd.DataFrame:
    """One row a loaded word of the writer's, in text order, with its sentence."""
    return _table(
        ("id", "Word", "Sentence"),
        (
            (
                word_id(w),
                _flat(record.text[w.start : w.end], 60),
                _flat(record.text[slice(*sentence_context(record, (w.start, w.end)))], 240),
            )
            for w in words
        ),
    )


def tones_table(record: Record, tones: Sequence[Tone]) -> pd.DataFrame:
    """The ledger: one row an attitude: who holds it, in which words, towards whom."""
    names = actor_names(record)
    return _table(
        ("id", "Who", "In these words", "On whom", "How", "Sentence", "Sure?"),
        (
            (
                tone_id(t),
                _flat(who_judges(record, t), 60),
                " … ".join(_flat(record.text[s:e], 60) for s, e in t.evidence),
                names.get(t.target or "", ""),
                TONES[t.label],
                _flat(record.text[t.start : t.end], 240),
                t.why if isinstance(t, UnsureTone) else confidence_words(t.confidence),
            )
            for t in tones
        ),
    )
