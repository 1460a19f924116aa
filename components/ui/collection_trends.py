"""The parts of a collection's page on trends: who is quoted how much, who judges whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.charts.collection_attitudes import attitudes_chart, drawn_judgings
from components.charts.collection_voices import (
    drawn_outlets,
    drawn_speakers,
    gender_by_outlet,
    kinds_by_outlet,
    speaker_colours,
    voices_over_time,
)
from components.collection.reading import CollectionReading
from components.collection.trends.summing import is_enough, judgings
from components.collection.trends.trends import VOICE_KINDS
from components.domain.plural import plural
from components.exports.collection_trend_rows import (
    COUNTED,
    TOO_LITTLE,
    VOICE_NAMES,
    cast_names,
    gender_line,
    judged_finding,
    judged_rows,
    quoted_finding,
    quoted_groups,
)
from components.exports.list_rows import ListGroup, one_group
from components.exports.numbers_in_words import are, first_up
from components.ui.chart import chart
from components.ui.text_nodes import draw_text

MOST = 300  # rows of a list
DrawList = Callable[[Sequence[ListGroup], str, str], None]


def draw_quoted(reading: CollectionReading, _: Mapping[str, str], draw_list: DrawList) -> None:
    """Over time, by kind of source, women and men; then the list."""
    trends, names = reading.trends, cast_names(reading)
    if not trends.quoted:
        draw_text("Nobody is quoted in these articles.", "body", key="no-quotes")
        return
    if finding := quoted_finding(reading):
        draw_text(finding, "finding", key="finding")
    draw_text(COUNTED, "note", key="counted-note")
    over_time = voices_over_time(trends, names)
    undated = len({r.article for r in trends.quoted if not r.day})
    if over_time is not None:
        chart(over_time, key="over-time", alt="Quoted words over time. The list below holds the same.")
        first = [names[s] for s in drawn_speakers(trends) if s in names]
        told = f"In colour, from the bottom up: {', '.join(first)}; grey: all others." if first else ""
        left = f" {plural(undated, 'article')} without a date {are(undated)} not drawn." if undated else ""
        draw_text(f"{told}{left}".strip(), "note", key="over-time-note")
    if is_enough(trends.quoted):
        outlets = (
            "of each outlet that quotes enough, and of all articles" if drawn_outlets(trends) else "of all articles"
        )
        draw_text("Kinds of sources", "heading", key="kinds-heading")
        chart(
            kinds_by_outlet(trends, VOICE_NAMES),
            key="kinds",
            alt="Shares of kinds of sources. The list holds the same.",
        )
        parts = ", ".join(VOICE_NAMES[kind] for kind in VOICE_KINDS)
        draw_text(f"Shares of the quoted words {outlets}. From the left: {parts}.", "note", key="kinds-note")
    people = [row for row in trends.quoted if row.kind == "named person"]
    if is_enough(people):
        draw_text("Women and men", "heading", key="gender-heading")
        chart(gender_by_outlet(trends), key="gender", alt="Shares of women and men. The list holds the same.")
        draw_text(gender_line(trends), "note", key="gender-note")
    else:
        draw_text(first_up(TOO_LITTLE) + ".", "note", key="too-little")
    draw_list(quoted_groups(reading, speaker_colours(trends), MOST), "quoted", "Who is quoted")


def draw_judged(reading: CollectionReading, _: Mapping[str, str], draw_list: DrawList) -> None:
    """Who speaks well or ill of whom."""
    found = judgings(reading.trends.attitudes)
    draw_text(judged_finding(reading), "finding", key="finding")
    if not found:
        return
    chart(
        attitudes_chart(found, cast_names(reading)),
        key="judged",
        alt="Who speaks for or against whom. The list below holds the same.",
    )
    left = len(found) - len(drawn_judgings(found))
    more = f" {plural(left, 'more pair')} {are(left)} in the list." if left else ""
    draw_text(
        f"Who speaks stands on the left, of whom below. Blue: for; orange: against; grey: both.{more}",
        "note",
        key="judged-note",
    )
    draw_list(one_group(judged_rows(reading, MOST)), "judged-list", "Who speaks how of whom")
