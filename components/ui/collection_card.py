"""The card of what is picked in a collection: what it is, which articles tell it, who else it may be."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.collection.cast import CastActor, CastMember, PerhapsSame
from components.collection.chronicle import ChronicleDay, ChronicleEntry
from components.collection.reading import CollectionReading
from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.domain.single_line_text import plain_line
from components.exports.collection_rows import CAST, DAY, articles_of, difference_words, entry_row
from components.exports.collection_trend_rows import articles_behind
from components.exports.newsroom_words import ACTOR_KINDS, confidence_words, date_words, reader_name
from components.store.cast_queries import DecidedActor, StoredDecision
from components.ui import page_address
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import component, draw_text

_pick = component(
    "collection_pick", '<p class="told" aria-live="polite"></p>', after=("dom", "pick_state", "follow_picks")
)
MOST = 40  # articles or passages on a card
GO = "go_to_passage"  # session key: (view, article, further query) that the page goes to


@st.fragment
def draw_card(collection_id: str, reading: CollectionReading) -> None:
    """The card of what the address picks, drawn anew with every pick while the rest of the page stays."""
    state = st.session_state
    asked = page_address.current_address().mark or ""

    def picked() -> None:
        page_address.take_pick(state["collection-pick"].get("picked"))

    actor = _actor(reading, asked)
    entries = _entries(reading, asked)
    behind = articles_behind(reading, asked)
    known = actor is not None or bool(entries) or bool(behind)
    _pick(
        data={
            "id": (CAST + actor.id if actor is not None else asked) if known else "",
            **page_address.pick_state(),
            "said": "Its articles stand beside the list." if known else "",
        },
        key="collection-pick",
        on_picked_change=picked,
    )
    if GO in state or state.pop("decided", False):
        st.rerun()
    if actor is not None:
        _draw_actor(collection_id, reading, actor)
    elif entries:
        _draw_entries(entries)
    elif behind:
        _draw_articles(behind, "sentiment" if asked.startswith("judge:") else "quotes")
    elif asked:
        draw_text("What this address picks is not in this reading of the collection.", "alert", key="mark-gone")
    else:
        draw_text("Pick a row or a mark: the articles that tell it come up here.", "note", key="pick-hint")


def _actor(reading: CollectionReading, asked: str) -> CastActor | None:
    """The actor that is picked, named by any of its members: so a link holds when articles come or go."""
    if not asked.startswith(CAST):
        return None
    article, _, actor = asked.removeprefix(CAST).partition(":")
    member = CastMember(article, actor)
    return next((a for a in reading.cast.actors if member in a.members), None)


def _entries(reading: CollectionReading, asked: str) -> list[ChronicleEntry]:
    """The event that is picked, or the events of the day that is."""
    if asked.startswith(DAY):
        found: ChronicleDay | None = next((d for d in reading.chronicle.days if DAY + d.day == asked), None)
        return [e for e in found.entries if e.alone][:5] if found else []
    return [e for d in reading.chronicle.days for e in d.entries if e.id == asked][:1]


def _draw_actor(collection_id: str, reading: CollectionReading, actor: CastActor) -> None:
    articles = articles_of(actor)
    draw_text(plain_line(actor.name), "heading", key="card-name")
    facts = [ACTOR_KINDS[actor.kind], plain_line(actor.role or "", 120), f"in {plural(len(articles), 'article')}"]
    draw_text(" · ".join(f for f in facts if f), "facts", key="card-facts")
    if actor.aliases:
        draw_text(f"Also: {', '.join(plain_line(a, 60) for a in actor.aliases)}", "body", key="card-aliases")
    if len(articles) > 1:
        sure = confidence_words(actor.confidence)
        draw_text(f"One in all of them, {sure}: {plain_line(actor.reason, 300)}.", "note", key="card-why")
    here = visitor_library()
    may = all(here.may("correct", a) for a in articles)
    _draw_members(actor, may=may)
    _draw_perhaps(reading, actor, may=may)
    _draw_decisions(collection_id, actor, may=may)


def _draw_members(actor: CastActor, *, may: bool) -> None:
    """Its articles, each a way to the actor in it; "Not this one" parts that article's from the others."""
    titles = visitor_library().titles({m.article for m in actor.members[:MOST]})
    rows = [
        Outcome(
            id=f"{m.article} {m.actor}",
            name=plain_line(titles[m.article]),
            state="read",
            label="",
            facts="",
            pick="Open",
            drop="Not this one" if may and len(actor.members) > 1 else "",
        )
        for m in actor.members[:MOST]
        if m.article in titles
    ]

    def opened(which: str) -> None:
        article, _, found = which.partition(" ")
        st.session_state[GO] = "actors", {"article": article, "actor": found}

    def parted(which: str) -> None:
        article, _, found = which.partition(" ")
        other = next((m for m in actor.members if (m.article, m.actor) != (article, found)), None)
        if other is not None:
            _decide(other, CastMember(article, found), same=False)

    draw_text("In these articles", "kind", key="card-in")
    outcomes(rows, key="card-members", on_pick=opened, on_drop=parted, away=True)
    if len(actor.members) > MOST:
        draw_text(f"{len(actor.members) - MOST:,} more: search for the name below Articles.", "note", key="card-more")


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
        st.session_state["decided"] = True

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
    st.session_state["decided"] = True


def _draw_entries(entries: list[ChronicleEntry]) -> None:
    """Each event whole: its passages in the articles, what they differ on."""
    titles = visitor_library().titles({s.article for e in entries for s in e.sources})
    draw_text(date_words(entries[0].day), "heading", key="card-day")
    for n, entry in enumerate(entries):
        row = entry_row(entry)
        draw_text(row.label, "body", key=f"card-event-{n}")
        draw_text(" · ".join(row.facts), "facts", key=f"card-event-facts-{n}")
        for k, difference in enumerate(entry.differences):
            said = difference_words(difference)
            draw_text(said[:1].upper() + said[1:], "note", key=f"card-difference-{n}-{k}")
        passages = {(s.article, s.start, s.end): s for s in reversed(entry.sources)}
        sources = sorted(passages.values(), key=entry.sources.index)[: MOST // len(entries)]
        rows = [
            Outcome(
                id=f"{s.article} {s.event}",
                name=plain_line(titles[s.article]),
                state="read",
                label=plain_line(s.outlet or "", 30),
                facts=plain_line(visitor_library().passage(s.article, s.start, s.end), 400),
                pick="Open",
            )
            for s in sources
            if s.article in titles
        ]
        outcomes(rows, key=f"card-sources-{n}", on_pick=_open_event, away=True)
        if len(passages) > len(sources):
            draw_text(f"{len(passages) - len(sources):,} more passages.", "note", key=f"card-more-{n}")


def _open_event(which: str) -> None:
    article, _, event = which.partition(" ")
    st.session_state[GO] = "timeline", {"article": article} | ({"mark": event} if event else {})


def _draw_articles(articles: Sequence[str], view: str) -> None:
    """The articles behind a row, each opened in ``view``."""
    titles = visitor_library().titles(set(articles[:MOST]))
    rows = [
        Outcome(id=a, name=plain_line(titles[a]), state="read", label="", facts="", pick="Open")
        for a in articles[:MOST]
        if a in titles
    ]

    def opened(which: str) -> None:
        st.session_state[GO] = view, {"article": which}

    draw_text(f"In {plural(len(articles), 'article')}", "heading", key="card-articles")
    outcomes(rows, key="card-behind", on_pick=opened, away=True)
    if len(articles) > MOST:
        draw_text(f"{len(articles) - MOST:,} more.", "note", key="card-more")
