"""The card of an actor of a collection: its articles, its quotes, who else it may be, what readers decided."""

from __future__ import annotations

import streamlit as st

from components.collection.cast import CastActor, CastMember, PerhapsSame
from components.collection.reading import CollectionReading
from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.domain.single_line_text import plain_line, shortened
from components.exports.collection_passages import naming_passage
from components.exports.collection_rows import CAST, articles_of, named_facts
from components.exports.collection_trend_rows import voices_behind
from components.exports.newsroom_words import confidence_words, date_words, reader_name
from components.store.cast_queries import DecidedActor, StoredDecision
from components.ui.collection_passage_list import GO, MOST, draw_quotes, record_of
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text

DECIDED = "decided"  # session key: a reader decided who is who, and the page is drawn anew


def draw_actor(collection_id: str, reading: CollectionReading, actor: CastActor, *, quoted: bool) -> None:
    """The card; ``quoted``: its quotes come first."""
    articles = articles_of(actor)
    draw_text(plain_line(actor.name), "heading", key="card-name")
    draw_text(" · ".join(named_facts(actor)), "facts", key="card-facts")
    if actor.aliases:
        draw_text(f"Also: {', '.join(plain_line(a, 60) for a in actor.aliases)}", "body", key="card-aliases")
    if len(articles) > 1:
        sure = confidence_words(actor.confidence)
        how = "" if actor.confidence == 1 else f", {sure}"  # what readers joined is as they say
        draw_text(f"One in all of them{how}: {plain_line(actor.reason, 300)}.", "note", key="card-why")
    if quoted and (rows := voices_behind(reading.trends, f"{CAST}{actor.id}")):
        draw_quotes(reading, rows, key="card-quotes")
    here = visitor_library()
    may = all(here.may("correct", a) for a in articles)
    _draw_members(actor, may=may)
    _draw_perhaps(reading, actor, may=may)
    _draw_decisions(collection_id, actor, may=may)


def _draw_members(actor: CastActor, *, may: bool) -> None:
    """Where its articles name it, each a way to that; "Not this one" parts that article's from the others."""
    lines = {one.id: one for one in visitor_library().lines({m.article for m in actor.members[:MOST]})}
    members = [m for m in actor.members[:MOST] if m.article in lines]
    named = {m: naming_passage(record, m.actor) if (record := record_of(m.article)) else None for m in members}
    rows = [
        Outcome(
            id=f"{m.article} {m.actor}",
            name=plain_line(lines[m.article].title) or "Untitled",
            state="read",
            label=plain_line(lines[m.article].outlet or "", 30),
            facts=shortened(passage.words, 300) if (passage := named[m]) else "",
            pick="Open",
            drop="Not this one" if may and len(actor.members) > 1 else "",
        )
        for m in members
    ]

    def opened(which: str) -> None:
        article, _, found = which.partition(" ")
        passage = named.get(CastMember(article, found))
        mark = {"mark": passage.mark} if passage else {}
        st.session_state[GO] = "actors", {"article": article, "actor": found} | mark

    def parted(which: str) -> None:
        article, _, found = which.partition(" ")
        other = next((m for m in actor.members if (m.article, m.actor) != (article, found)), None)
        if other is not None:
            _decide(other, CastMember(article, found), same=False)

    draw_text("In these articles", "kind", key="card-in")
    outcomes(rows, key="card-members", on_pick=opened, on_drop=parted, away=True)
    if len(actor.members) > MOST:
        left = plural(len(actor.members) - MOST, "more article")
        draw_text(f"{left} not shown here: search for the name below Articles.", "note", key="card-more")


def _draw_perhaps(reading: CollectionReading, actor: CastActor, *, may: bool) -> None:
    """Who may be the same, for a reader to decide."""
    by_id = {a.id: a for a in reading.cast.actors}
    doubts: list[tuple[PerhapsSame, CastActor]] = []
    for doubt in reading.cast.perhaps:
        if actor.id in (doubt.left, doubt.right):
            other = by_id.get(doubt.right if doubt.left == actor.id else doubt.left)
            if other is not None:
                doubts.append((doubt, other))
    if not doubts:
        return
    rows = [
        Outcome(
            id=other.id,
            name=plain_line(other.name),
            state="read",
            label="perhaps",
            facts=f"{plain_line(doubt.reason, 200)}; in {plural(len(articles_of(other)), 'article')}",
            pick="The same" if may else "",
            drop="Not the same" if may else "",
        )
        for doubt, other in doubts[:10]
    ]
    draw_text("Perhaps the same", "kind", key="card-perhaps-head")
    outcomes(
        rows,
        key="card-perhaps",
        on_pick=lambda which: _decide(actor.members[0], by_id[which].members[0], same=True),
        on_drop=lambda which: _decide(actor.members[0], by_id[which].members[0], same=False),
    )


def _draw_decisions(collection_id: str, actor: CastActor, *, may: bool) -> None:
    """What readers decided of this actor, with a way back."""
    own = {(m.article, m.actor) for m in actor.members}
    found = [
        d
        for d in visitor_library().cast_decisions(collection_id)
        if d.undone_at is None and any((side.article, side.actor) in own for side in (d.left, d.right))
    ]
    if not found:
        return

    def words(one: StoredDecision) -> str:
        what = "Said to be the same" if one.same else "Said not to be the same"
        return f"{what} by {reader_name(one.by)}, {date_words(one.at[:10])}"

    rows = [
        Outcome(
            id=str(d.seq),
            name=words(d),
            state="read",
            label="",
            facts=f"{_called(d.left)} and {_called(d.right)}",
            pick="Undo" if may else "",
        )
        for d in found[-10:]
    ]

    def undone(which: str) -> None:
        try:
            visitor_library().undo_cast_decision(collection_id, int(which))
        except DatelineError as error:
            st.session_state["refused"] = str(error)
        st.session_state[DECIDED] = True

    draw_text("Decided by readers", "kind", key="card-decided-head")
    outcomes(rows, key="card-decided", on_pick=undone)


def _called(decided: DecidedActor) -> str:
    """An actor of an article in words: as the article names it, else by its id, which is made of its name."""
    title = visitor_library().titles([decided.article]).get(decided.article, "an article")
    named = visitor_library().passage(decided.article, *decided.named_at) if decided.named_at else ""
    return f"{plain_line(named, 60) or decided.actor.replace('-', ' ')} in “{plain_line(title, 60)}”"


def _decide(left: CastMember, right: CastMember, *, same: bool) -> None:
    try:
        visitor_library().decide_cast((left.article, left.actor), (right.article, right.actor), same=same)
    except DatelineError as error:
        st.session_state["refused"] = str(error)
    st.session_state[DECIDED] = True
