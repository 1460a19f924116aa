"""The card of the chosen actor: role, other names, mentions, quotes, tone, what it does."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from components.charts.relation_words import act_words
from components.domain.clickable_marks import sentence_context
from components.domain.plural import plural
from components.domain.record import Actor, Mention, Record, Relation
from components.exports.newsroom_words import ACTOR_KINDS, FORMS, actor_names
from components.ui.correct_actor_form import correct_actor
from components.ui.open_article import View
from components.ui.text_nodes import draw_text

MOST_NAMES = 6  # other names that the card lists


def draw_actor_card(view: View) -> None:
    """The chosen actor's card."""
    actor, record = view.actor, view.whole
    if actor is None:
        return
    names = actor_names(record)
    with st.container(key="card", gap="small"):
        draw_text(actor.name, "finding", key="card-name")
        belongs = f"of {names[actor.of]}" if actor.of and actor.of in names else ""
        draw_text(
            " · ".join(p for p in (ACTOR_KINDS[actor.kind], actor.role or "", belongs) if p), "facts", key="card-kind"
        )
        for i, line in enumerate(card_lines(record, actor)):
            draw_text(line, "body", key=f"card-{i}")
        correct_actor(record, actor)


def card_lines(record: Record, actor: Actor) -> list[str]:
    """The card's facts, a line each; a line that would say nothing is left out."""
    names = actor_names(record)
    lines = []
    called = _called(record, actor)
    if called:
        lines.append("Also called " + "; ".join(called) + ".")
    forms = Counter(m.form for m in actor.mentions)
    by_form = ", ".join(f"{forms[f]} {label}" for f, label in FORMS.items() if forms[f])
    lines.append(f"{plural(len(actor.mentions), 'mention')}: {by_form}.")
    first = min(actor.mentions, key=lambda m: m.start, default=None)
    if first is not None:
        start, end = sentence_context(record, (first.start, first.start + 1))
        lines.append(f"First in: “{' '.join(record.text[start:end].split())}”")
    own_quotes = [q for q in record.quotes if q.speaker == actor.id]
    lines.append(f"Speaks in {plural(len(own_quotes), 'quote')}." if own_quotes else "Is not quoted.")
    own_events = [e for e in record.events if actor.id in e.actors]
    if own_events:
        lines.append(
            f"Takes part in {plural(len(own_events), 'event')}: " + "; ".join(e.summary for e in own_events[:3]) + "."
        )
    towards = Counter((t.voice, t.label) for t in record.tones if t.target == actor.id and t.label != "neutral")
    for (voice, label), n in towards.most_common(4):
        whose = names.get(voice, "somebody")
        how = "Spoken well of" if label == "positive" else "Spoken ill of"
        lines.append(f"{how} by {whose} in {plural(n, 'sentence')}.")
    does = Counter(f"{_does(r)} {names.get(r.patient, '')}" for r in record.relations if r.agent == actor.id)
    if does:
        lines.append("Acts: " + "; ".join(d for d, _ in does.most_common(5)) + ".")
    done = Counter(f"{names.get(r.agent, '')} {_does(r)}" for r in record.relations if r.patient == actor.id)
    if done:
        lines.append("Is acted on: " + "; ".join(d for d, _ in done.most_common(5)) + ".")
    return lines


def _does(relation: Relation) -> str:
    words = act_words(relation)
    return f"does {words}" if words.startswith("not ") else words


def _called(record: Record, actor: Actor) -> list[str]:
    """Each other name with how often it stands and why it is taken for this actor's."""
    by_text: dict[str, list[Mention]] = {}
    for mention in actor.mentions:
        if mention.form in ("name", "adjective"):
            by_text.setdefault(" ".join(record.text[mention.start : mention.end].split()), []).append(mention)
    out = []
    for text, some in sorted(by_text.items(), key=lambda t: -len(t[1])):
        if text != actor.name:
            times = f", {len(some)} times" if len(some) > 1 else ""
            out.append(f"“{text}”{times} ({some[0].rule})")
    return out[:MOST_NAMES]
