"""The parts of a comparison: what each draws, and the rows whose passages the texts mark for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from components.charts.compare_voices import drawn_voices, is_drawn, voices_chart
from components.collection.comparison import Comparison
from components.collection.comparison.shared_events import SharedEvent
from components.domain.record import Record
from components.exports import compare_lines, compare_rows
from components.exports.compare_event_rows import event_groups
from components.exports.compare_headline import further
from components.exports.compare_labels import ArticleLabel
from components.exports.list_rows import ListGroup
from components.exports.newsroom_words import facts
from components.exports.numbers_in_words import first_up
from components.ui import compare_address
from components.ui.analysis_progress import go_to
from components.ui.article_list import ListEvents, Row, draw_rows
from components.ui.chart import chart
from components.ui.compare_texts import draw_lines
from components.ui.item_list import draw_compared_list
from components.ui.text_nodes import Chip, draw_chips, draw_text

EVENTS_OF = "events-of"  # where it is kept of which articles events are shown
SEVERAL = "several"


class Compared(NamedTuple):
    """What is compared, in the order of the address."""

    found: Comparison
    records: Sequence[Record]
    labels: Sequence[ArticleLabel]


class Part(NamedTuple):
    """A part: its title, the style its passages are marked in, what draws it and gives the rows that it shows."""

    title: str
    style: str
    draw: Callable[[Compared], list[str]]


def parts_of(compared: Compared) -> dict[str, Part]:
    """The parts that have something to show, by the name that stands in the address."""
    found = compared.found
    parts = {
        "changes": (found.versions is not None, Part("Changes", "content", _changes)),
        "glance": (True, Part("At a glance", "content", _glance)),
        "voices": (bool(found.voices), Part("Voices", "content", _voices)),
        "quotes": (bool(found.quotes), Part("Quotes", "content", _quotes)),
        "who": (bool(found.actors), Part("Who", "actor", _who)),
        "events": (bool(found.events or found.days), Part("What happened", "event", _events)),
        "claims": (bool(found.claims), Part("Claims", "event", _claims)),
        "attitudes": (bool(found.attitudes), Part("Attitudes", "content", _attitudes)),
    }
    return {name: part for name, (there, part) in parts.items() if there}


def _list(groups: Sequence[ListGroup], key: str, label: str) -> list[str]:
    draw_compared_list(groups, compare_address.link(), key=key, label=label)
    return [row.id for group in groups for row in group.rows]


def _changes(compared: Compared) -> list[str]:
    found = compared.found
    groups = compare_lines.fact_groups(found)
    shown = []
    if groups:
        draw_text("What that did to quotes, negations, names, numbers and dates", "heading", key="facts-heading")
        shown += _list(groups, "fact-list", "What the changes did")
    draw_text("Sentence by sentence", "heading", key="changes-heading")
    whole = st.toggle("The whole text", key="whole", bind="query-params")
    rows = compare_lines.change_lines(found, whole=whole)
    one, other = ("earlier", "later") if found.versions and found.versions.order_known else ("first", "second")
    draw_text(
        f"Struck out: words of the {one} text alone. Underlined: words of the {other} text alone."
        if rows
        else "Every sentence is the same.",
        "note",
        key="changes-note",
    )
    draw_lines(rows, key="changes", label="Sentences")
    return [*shown, *(row.id for row in rows if row.what)]


def _overview(article: str) -> str:
    return f"/overview?{urlencode(compare_address.parameters([article]), doseq=True)}"


def _glance(compared: Compared) -> list[str]:
    articles = [
        Row(r.id, r.title, facts(r) if one.name == r.outlet else f"{first_up(one.name)} · {facts(r)}", _overview(r.id))
        for r, one in zip(compared.records, compared.labels, strict=True)
    ]
    draw_rows(articles, key="compared", on=ListEvents(opened=go_to))
    rows = compare_lines.headline_lines(compared.records, compared.labels)
    if any(change == "own" for row in rows for line in row.lines for _, change in line.pieces):
        draw_text("Headline against headline", "heading", key="headlines-heading")
        draw_lines(rows, key="headlines", label="Headlines")
        draw_text("Underlined: words that no other headline has.", "note", key="headlines-note")
    for n, sentence in enumerate(further(*compared)):
        draw_text(sentence, "body", key=f"further-{n}")
    draw_text("Who is heard", "heading", key="heard-heading")
    for n, line in enumerate(compare_rows.heard_lines(compared.found, compared.labels)):
        draw_text(line, "body", key=f"heard-{n}")
    return [row.id for row in rows]


def _voices(compared: Compared) -> list[str]:
    found, labels = compared.found, compared.labels
    for n, line in enumerate(compare_rows.heard_lines(found, labels)):
        draw_text(line, "body", key=f"heard-{n}")
    if is_drawn(found):
        chart(
            voices_chart(found, [(one.id, one.name, one.colour) for one in labels]),
            key="compare-voices",
            alt="Share of the quoted words by speaker, a bar for each article.",
        )
        left = len(found.voices) - len(drawn_voices(found))
        more = f" {left:,} more in the list." if left else ""
        draw_text(
            f"Shares of the words that each article quotes; headlines don’t count.{more}", "note", key="voices-note"
        )
    return _list(compare_rows.voice_groups(found, labels), "voices", "Who is quoted")


def _quotes(compared: Compared) -> list[str]:
    found, records, labels = compared
    rows = compare_lines.quote_lines(found, labels)
    if rows:
        draw_text("The same quote in several articles", "heading", key="same-heading")
        draw_lines(rows, key="same-quotes", label="Quotes that stand in several articles")
        draw_text(
            "The longest version first. Struck out: words that another leaves out. Underlined: words that the longest"
            " doesn’t have.",
            "note",
            key="same-note",
        )
    else:
        draw_text("No quote was found in more than one of these articles.", "body", key="no-same")
    groups = compare_lines.quotes_of_one(found, records, labels)
    if groups:
        draw_text("Quotes of one article", "heading", key="alone-heading")
    return [*(row.id for row in rows), *_list(groups, "quotes", "Quotes of one article alone")]


def _who(compared: Compared) -> list[str]:
    return _list(compare_rows.actor_groups(compared.found, compared.labels), "actors", "Who is in the articles")


def _events(compared: Compared) -> list[str]:
    found, _, labels = compared
    chosen = _chosen_events(compared)
    events = [e for e in found.events if not chosen or _found_in(e) == chosen]
    shown = _list(event_groups(found, labels, events), "events", "What happened")
    if not found.events:
        draw_text("No event was found in these articles.", "note", key="no-events")
    if found.days:
        draw_text("Days that are named", "heading", key="days-heading")
        _list(compare_rows.day_groups(found, labels), "days", "Days that are named")
    return [*shown, *(d.id for d in found.days)]


def _found_in(event: SharedEvent) -> str:
    """Several articles, the one that alone has it, or neither, where another may tell it in other words."""
    if len(event.articles) > 1:
        return SEVERAL
    return "" if event.perhaps else next(iter(event.articles))


def _chosen_events(compared: Compared) -> str:
    """Which events are shown: those of an article alone, of several, or (empty) all; a row of chips where it counts."""
    found, _, labels = compared
    there = {_found_in(e) for e in found.events}
    chips = [Chip(SEVERAL, "in both" if len(labels) == 2 else "in several", "transparent", "group groups")]
    chips += [Chip(one.id, f"in {one.name}", one.colour, "article articles") for one in labels]
    shown = [chip for chip in chips if chip.id in there]
    chosen = str(st.session_state.get(EVENTS_OF, ""))
    chosen = chosen if any(chip.id == chosen for chip in shown) else ""

    def choose(which: str | None) -> None:
        st.session_state[EVENTS_OF] = which or ""

    if len(shown) > 1 or chosen:
        draw_chips(shown, chosen or None, key="events-chips", on_pick=choose)
    return chosen


def _claims(compared: Compared) -> list[str]:
    return _list(compare_rows.claim_groups(compared.found, compared.labels), "claims", "What is claimed")


def _attitudes(compared: Compared) -> list[str]:
    return _list(compare_rows.attitude_groups(compared.found, compared.labels), "attitudes", "Who speaks how of whom")
