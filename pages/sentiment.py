"""The sentiment: who speaks well or ill of whom, in which words."""

from __future__ import annotations

from components.charts.sentiment import (
    attitude_matrix,
    attitudes,
    attitudes_along_text,
    in_matrix_order,
)
from components.domain.clickable_marks import tone_id, word_id
from components.domain.record import UnsureTone, unsure_of
from components.exports.chart_headlines import sentiment_headline
from components.exports.chart_notes import ALONG_TEXT, matrix_note
from components.exports.list_rows import loaded_word_rows, one_group, tone_rows
from components.ui.article_pane import draw_article
from components.ui.chart import chart, draw_chart_marks
from components.ui.item_list import draw_list
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("sentiment")
record = view.record
told = in_matrix_order(record, attitudes(record))
unsure = unsure_of(record, UnsureTone)
loaded = view.whole.loaded if view.actor is None else ()
with view.main:
    draw_text(sentiment_headline(record, actor_id=view.actor.id if view.actor else None), "finding", key="finding")
    if told:
        draw_text("Who speaks well or ill of whom", "heading", key="matrix-heading")
        chart(
            attitude_matrix(record, told),
            key="matrix",
            corrected=view.corrected,
            alt="Who (a row) speaks well or ill of whom (a column). The list below holds the same.",
        )
        draw_text(matrix_note(record, told), "note", key="matrix-note")
        draw_list(
            one_group(tone_rows(record, told, view.colours)), view="sentiment", key="attitudes", label="Attitudes"
        )
        draw_text("Where they stand in the text", "heading", key="over-heading")
        chart(
            attitudes_along_text(record, told),
            key="over",
            corrected=view.corrected,
            alt="Each attitude at its place in the text. The list above holds the same.",
        )
        draw_text(ALONG_TEXT, "note")
    draw_unsure(
        one_group(tone_rows(record, unsure, view.colours)),
        "Not drawn above, in no export but JSON. Pick one to see why; correct it, and it is told.",
        view="sentiment",
    )
    if loaded:
        draw_text("Loaded words in the writer's own voice", "heading", key="loaded-heading")
        draw_text("For an editor's eye. A loaded word need not be an attitude to anybody.", "note")
        draw_list(one_group(loaded_word_rows(view.whole, loaded)), view="sentiment", key="loaded", label="Loaded words")
    draw_text(
        "Bad news, charges in court, defeats and denials are nobody’s attitude, and are not told here; accusing "
        "somebody is told as speaking ill of them. Irony can’t be judged. How often this is right stands at the end of "
        "the report.",
        "note",
        key="limits",
    )
draw_chart_marks({})
draw_article(view, ["tone"], order=[*(tone_id(t) for t in (*told, *unsure)), *(word_id(w) for w in loaded)])
