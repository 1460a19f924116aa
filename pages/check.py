"""The review queue: what is most likely wrong, or most harmful if wrong, one item at a time beside its passage."""

from __future__ import annotations

import streamlit as st

from components.domain.plural import plural
from components.domain.review_progress import review_progress
from components.domain.single_line_text import plain_line, shortened
from components.exports.items_to_check import ReviewItem
from components.exports.list_rows import ListRow, Person, one_group
from components.exports.newsroom_words import reader_name
from components.exports.review_words import checked_sentence
from components.ui import page_address
from components.ui.article_pane import draw_article
from components.ui.chart import draw_chart_marks
from components.ui.item_list import draw_list
from components.ui.mark_card import LATER, PUT_OFF
from components.ui.open_article import open_view
from components.ui.save_correction import CORRECTING, may_correct
from components.ui.text_nodes import draw_text

MOST_WORDS = 110  # characters of an item's words that its row shows
LAST = "last_check"  # session key: what was picked then
OPEN = "open_checks"  # session key: what was open when the page was drawn last, by article


def row(item: ReviewItem) -> ListRow:
    """An item as a row: its question, why it is asked, whom it concerns."""
    names = {a.id: a.name for a in view.whole.actors}
    who = tuple(Person(names[a], view.colours.get(a, "")) for a in item.actors[:3] if a in names)
    state = f"done by {reader_name(item.done_by)}" if item.done_by else "left for later" if item.mark in later else ""
    words = shortened(plain_line(view.whole.text[item.start : item.end]), MOST_WORDS)
    return ListRow(
        id=item.mark, label=item.question, facts=tuple(f for f in (item.why, state) if f), note=f"“{words}”", who=who
    )


view = open_view("check")
state = st.session_state
later: list[str] = state.get(LATER, {}).get(view.whole.id, [])
queue, waiting = view.queue, view.checks
opened = [i for i in waiting if i.mark not in later] + [i for i in waiting if i.mark in later]
ids = [i.mark for i in opened]

# What was worked off goes, and the next one comes; so it does for what a correction took away.
before: list[str] = state.get(OPEN, {}).get(view.whole.id, [])
picked = page_address.current_address().mark or state.get(LAST, {}).get(view.whole.id)
put_off = state.pop(PUT_OFF, None)
settled = picked in before and (picked not in ids or put_off == picked) and state.get(CORRECTING) != picked
if settled:
    place = before.index(picked or "")
    following = [m for m in (*before[place + 1 :], *before[:place]) if m in ids and m not in later]
    page_address.pick_mark(next(iter(following), None) or next((m for m in ids if m != picked), None))
elif page_address.current_address().mark is None and ids and not before:
    page_address.pick_mark(ids[0])
state.setdefault(OPEN, {})[view.whole.id] = ids
state.setdefault(LAST, {})[view.whole.id] = page_address.current_address().mark

with view.main:
    people = sum(i.names_person for i in opened)
    if opened:
        of_whom = f" that concern{'s' if len(opened) == 1 else ''} {view.actor.name}" if view.actor else ""
        finding = f"{plural(len(opened), 'item')}{of_whom} to check"
        verb = "names" if people == 1 else "name"
        finding += f", {people:,} of them {verb} a person" if people and view.actor is None else ""
    else:
        finding = "Everything here was checked" if queue else "Nothing here asks to be checked"
    draw_text(finding, "finding", key="finding")
    if queue:
        progress = review_progress(view.whole, queue) if view.actor is None else None
        total = progress.total if progress else len(queue)
        worked_off = progress.done if progress else len(queue) - len(opened)
        st.progress(worked_off / total)
        said = checked_sentence(view.whole, progress) if progress else ""
        draw_text(said or f"{worked_off:,} of {total:,} are checked.", "note", key="progress-words")
    if may_correct(view.whole) and opened:
        st.toggle("Keys: R right, W wrong, L later, ← → the one before and the next", value=True, key="check-keys")
    done = st.toggle("Show what is done, too", key="done", bind="query-params") if len(opened) < len(queue) else False
    shown = [*opened, *(i for i in queue if i.done_by is not None and done)]
    draw_list(one_group(row(i) for i in shown), view="check", key="queue", label="What to check, the riskiest first")
    draw_text(
        "First comes what is most likely wrong and would do most harm: an accusation before a date. What readers found "
        "right or corrected is kept with their names, and stands in the report.",
        "note",
        key="how-to-read",
    )
draw_chart_marks({})
draw_article(
    view,
    [],
    order=[i.mark for i in shown],
    questions={i.mark: i.question for i in queue},
    keys=bool(state.get("check-keys")),
)
