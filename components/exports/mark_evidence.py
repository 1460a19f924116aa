"""What the card and the report say of a mark: what it is, its passage, why the machine thinks so, how sure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from components.charts.chart_style import tone_colour
from components.charts.relation_words import STATUS_NAMES, act_words
from components.domain.clickable_marks import Mark, sentence_context
from components.domain.date_words import date_words_of, full_when_words
from components.domain.page_references import page_words
from components.domain.record import (
    Actor,
    Correction,
    Event,
    LoadedWord,
    Mention,
    Quote,
    Record,
    Relation,
    Sentence,
    Timex,
    Tone,
    UnsureTone,
)
from components.domain.spans import Span
from components.exports.newsroom_words import (
    DATE_BASES,
    FORMS,
    KIND_NAMES,
    STANCES,
    actor_names,
    attitude_words,
    confidence_words,
    date_words,
    reader_name,
    source_kind,
    status_words,
    teller,
    who_spoke,
)


def kind_words(record: Record, mark: Mark) -> str:
    """What the mark is, in one line."""
    item = mark.item
    names = actor_names(record)
    if isinstance(item, Event):
        return f"Event · {status_words(record, item)} · {full_when_words(record, item)}"
    if isinstance(item, Quote):
        parts = [KIND_NAMES[item.kind].capitalize(), who_spoke(record, item), source_kind(record, item)]
        if item.stance != "neutral":
            parts.append(STANCES[item.stance])
        return " · ".join(dict.fromkeys(parts))
    if isinstance(item, Mention):
        return f"{names[mark.actors[0]]} · {FORMS[item.form]}"
    if isinstance(item, Timex):
        return f"Date · {when_timex(item)}"
    if isinstance(item, Tone):
        unsure = " · too unsure to tell" if isinstance(item, UnsureTone) else ""
        return f"{attitude_words(record, item)}{unsure}"
    if isinstance(item, LoadedWord):
        return "Loaded word · in the writer’s own voice"
    if isinstance(item, Sentence):
        return "Sentence"
    return f"{names.get(item.agent, '')} → {names.get(item.patient, '')}"


def when_timex(timex: Timex) -> str:
    """A time expression's value in words."""
    if timex.earliest or timex.latest:
        return date_words_of(timex)
    return {"DURATION": "a length of time", "SET": "again and again"}.get(timex.type, "not on the calendar")


def heading_words(record: Record, mark: Mark) -> str:
    """What the mark says, in a line; empty where its words say it."""
    item = mark.item
    if isinstance(item, Event):
        return item.summary
    if isinstance(item, Mention):
        actor = _actor(record, mark.actors[0])
        return f"{actor.name}{', ' + actor.role if actor.role else ''}"
    if isinstance(item, Relation):
        return act_words(item)
    return ""


def _actor(record: Record, actor_id: str) -> Actor:
    return next(a for a in record.actors if a.id == actor_id)


def passage(record: Record, mark: Mark) -> Span:
    """The sentence or sentences that a mark stands in."""
    return sentence_context(record, (mark.start, mark.end))


def highlights(record: Record, mark: Mark, colours: Mapping[str, str]) -> list[tuple[int, int, str, str]]:
    """The mark's own words, each span with what it is to the mark (a highlight's role) and its colour."""
    colour = tone_colour(mark.item.score) if isinstance(mark.item, Tone) else ""
    return [
        (h.start, h.end, h.role, colour if h.role == "evidence" else colours.get(h.actor or "", ""))
        for h in mark.highlights
    ]


def retellings(mark: Mark) -> list[Span]:
    """Where else an event is told."""
    return [m for m in mark.item.mentions if m != mark.item.trigger] if isinstance(mark.item, Event) else []


def checked_words(check: Correction) -> str:
    """Who found a mark right, and when."""
    return f"Found right by {reader_name(check.by)} on {date_words(check.at[:10])}."


def why_lines(record: Record, mark: Mark) -> list[str]:
    """The rule in plain words, what speaks against it, how sure it is and where it stands: a line each."""
    item = mark.item
    if isinstance(item, Sentence):
        where = page_words(record, (mark.start, mark.end))
        return [f"{where.capitalize()}."] if where else []
    rule = "" if isinstance(item, Relation) else _short(item.rule)
    parts = [f"Why: {rule}." if rule else "Why: who does what in this clause."]
    if isinstance(item, UnsureTone):
        parts.append(f"Not told, as {item.why}.")
    if isinstance(item, Timex) and item.anchor == "dateline" and record.date:
        parts.append(f"Counted from the article date, {DATE_BASES[record.date_basis or 'metadata']}.")
    if isinstance(item, Event) and item.perhaps_same:
        other = next((e for e in record.events if e.id == item.perhaps_same), None)
        if other is not None:
            parts.append(f"Perhaps the same as “{other.summary}”.")
    if isinstance(item, Event):
        parts.extend(_against(record, item))
    if isinstance(item, Relation):
        parts.append(f"{STATUS_NAMES[item.status]}, told by {actor_names(record).get(item.voice, 'somebody')}.")
    if not isinstance(item, LoadedWord):
        parts.append(f"How sure: {confidence_words(item.confidence)}.")
    if where := page_words(record, (mark.start, mark.end)):
        parts.append(f"{where.capitalize()}.")
    return [p.replace("..", ".") for p in parts]


_SAME = re.compile(r"(“[^”]+”) tells the same(?:; )?")


def _short(rule: str) -> str:
    """A rule in which the words that tell an event again are named in a row."""
    again = _SAME.findall(rule)
    if len(again) < 2:
        return rule
    rest = _SAME.sub("", rule).rstrip("; ")
    return "; ".join(x for x in (rest, f"{', '.join(again[:-1])} and {again[-1]} tell the same") if x)


def _against(record: Record, event: Event) -> list[str]:
    """What the text tells against an event, and against what it is told itself, with who tells it."""
    denied = next((e for e in record.events if e.id == event.denies), None) if event.denies else None
    parts = [f"It denies “{denied.summary}”, told by {teller(record, denied)}."] if denied is not None else []
    return parts + [
        f"Denied by {teller(record, other)}: “{other.summary}”." for other in record.events if other.denies == event.id
    ]
