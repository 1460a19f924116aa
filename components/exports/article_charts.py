"""Every chart of an article, by name: what the views draw, for the report and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts.actors import presence, prominence, top
from components.charts.chart_style import penned
from components.charts.network import network
from components.charts.order_of_telling import narrative
from components.charts.quotes import comparable, share, strip
from components.charts.sentiment import along, matrix, over
from components.charts.timeline import shown, timeline
from components.charts.timeline_axis import background, middle
from components.domain.corrections import touched
from components.domain.marks import mention_id
from components.domain.record import Record
from components.exports.chart_headlines import on_actors, on_quotes, on_sentiment, on_timeline


class Drawing(NamedTuple):
    """A chart: the view it belongs to, its name, the sentence that says what is seen, how to read it."""

    view: str
    name: str
    finding: str
    note: str
    figure: go.Figure


def drawings(record: Record) -> Iterator[Drawing]:
    """The charts that the record gives, in the views' order."""
    corrected = touched(record)
    corrected |= {mention_id(m) for a in record.actors if a.id in corrected for m in a.mentions}
    for view, name, finding, note, make in _makers(record):
        yield Drawing(view, name, finding, note, penned(make(), corrected))


def _makers(record: Record) -> Iterator[tuple[str, str, str, str, Callable[[], go.Figure]]]:
    events = shown(record, hidden=background(record.events, record.date))
    first = top(record)
    towards = [t for t in record.tones if t.target is not None]
    if any(middle(e) is not None for e in events):
        yield ("timeline", "timeline", on_timeline(record, events) or "What happened when",
               "A bar is as wide as the date is vague; a dotted one has an end that the text doesn’t give. Hollow "
               "marks are less sure.", lambda: timeline(record, events))  # fmt: skip
    if events:
        yield ("timeline", "narrative", "In the order in which it is told",
               "From left to right the text runs. Pale marks tell again what was told before.",
               lambda: narrative(record, events))  # fmt: skip
    if first:
        yield ("actors", "prominence", on_actors(record) or "Who is in it",
               "Darkest: by name; lighter: by description, by pronoun, as an adjective.",
               lambda: prominence(record, first))  # fmt: skip
        yield ("actors", "presence", "Where in the text", "Each mention at its place.", lambda: presence(record, first))
        yield ("actors", "network", "Who appears with whom, who acts on whom",
               "Grey lines join those named in one sentence; an arrow is one acting on another, with the verb where "
               "there is room.",
               lambda: network(record, first))  # fmt: skip
    if record.quotes:
        if comparable(record):
            yield ("quotes", "share", on_quotes(record),
                   "Words in full quotes (darkest), partial quotes and paraphrases. Headlines don’t count.",
                   lambda: share(record))  # fmt: skip
        yield ("quotes", "strip", on_quotes(record) if not comparable(record) else "Where in the text",
               "Darkest: full quotes; lighter: partial quotes, paraphrases. Hollow: check.",
               lambda: strip(record, list(record.quotes)))  # fmt: skip
    if towards:
        yield ("sentiment", "matrix", on_sentiment(record) or "Whose tone towards whom",
               "Blue: favourable; grey: neutral; orange: critical. The larger, the more sentences.",
               lambda: matrix(record))  # fmt: skip
        yield ("sentiment", "over", "Each actor over the text",
               "A disc: in the writer’s voice; a ring: in a speaker’s.",
               lambda: over(record, towards))  # fmt: skip
    if record.tones:
        yield ("sentiment", "along", "Along the text", "What a speaker says is the speaker’s, not the writer’s.",
               lambda: along(record))  # fmt: skip
