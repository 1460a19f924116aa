"""The card of the chosen actor: role, other names, mentions, quotes, tone, what it does."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from components.domain.record import Actor, Record
from components.exports.words import ACTOR_KINDS, FORMS, names, plural
from components.ui.safe import say
from components.ui.view import View


def card(view: View) -> None:
    """The chosen actor's card."""
    actor, record = view.actor, view.whole
    if actor is None:
        return
    by = names(record)
    with st.container(key="card", gap="small"):
        say(actor.name, "finding", key="card-name")
        belongs = f"of {by[actor.of]}" if actor.of in by else ""
        say(" · ".join(p for p in (ACTOR_KINDS[actor.kind], actor.role or "", belongs) if p), "facts", key="card-kind")
        for i, line in enumerate(card_lines(record, actor)):
            say(line, "body", key=f"card-{i}")


def card_lines(record: Record, actor: Actor) -> list[str]:
    """The card's facts, a line each; a line that would say nothing is left out."""
    by = names(record)
    lines = []
    if actor.aliases:
        lines.append("Also called " + ", ".join(f"“{a}”" for a in actor.aliases) + ".")
    forms = Counter(m.form for m in actor.mentions)
    told = ", ".join(f"{forms[f]} {label}" for f, label in FORMS.items() if forms[f])
    lines.append(f"{plural(len(actor.mentions), 'mention')}: {told}.")
    said = [q for q in record.quotes if q.speaker == actor.id]
    lines.append(f"Speaks in {plural(len(said), 'quote')}." if said else "Is not quoted.")
    towards = Counter((t.voice, t.label) for t in record.tones if t.target == actor.id and t.label != "neutral")
    for (voice, label), n in towards.most_common(4):
        side = "for" if label == "positive" else "against"
        lines.append(f"{by.get(voice, 'A speaker').capitalize() if voice == 'writer' else by.get(voice, 'A speaker')}: "
                     f"{side} it in {plural(n, 'sentence')}.")  # fmt: skip
    does = Counter(
        f"{'does not ' if r.negated else ''}{r.verb} {by.get(r.patient, '')}"
        for r in record.relations
        if r.agent == actor.id
    )
    if does:
        lines.append("Acts: " + "; ".join(d for d, _ in does.most_common(5)) + ".")
    done = Counter(
        f"{by.get(r.agent, '')} {'does not ' if r.negated else ''}{r.verb}"
        for r in record.relations
        if r.patient == actor.id
    )
    if done:
        lines.append("Is acted on: " + "; ".join(d for d, _ in done.most_common(5)) + ".")
    return lines
