"""Record -> pandas tables, one a view; the first column of each is the mark's id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from components.charts.relation_words import STATUS_NAMES, act_words
from components.domain.clickable_marks import mention_id, relation_id, sentence_context, tone_id, word_id
from components.domain.date_words import full_when_words
from components.domain.record import (
    Actor,
    Event,
    LoadedWord,
    Quote,
    Record,
    Relation,
    Tone,
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
