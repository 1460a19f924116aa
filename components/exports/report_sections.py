"""The report's sections in the order of the pages: each with its charts and the lists that say the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from components.charts.actors import top_actors
from components.charts.chart_style import actor_colours
from components.charts.sentiment import attitudes, in_matrix_order
from components.charts.timeline import shown_events
from components.domain.chronicle import in_order
from components.domain.clickable_marks import tone_id, word_id
from components.domain.plural import plural
from components.domain.record import Record
from components.exports.brief import brief
from components.exports.brief_rows import brief_rows
from components.exports.chart_catalogue import ArticleChart
from components.exports.chart_headlines import (
    actors_headline,
    quotes_headline,
    references_headline,
    sentiment_headline,
    silent_actors_headline,
)
from components.exports.chronicle_rows import chronicle_rows
from components.exports.items_to_check import items_to_check
from components.exports.list_rows import (
    ListGroup,
    actor_rows,
    companion_rows,
    loaded_word_rows,
    mention_rows,
    one_group,
    quote_rows,
    relation_rows,
    tone_rows,
)
from components.exports.timeline_headline import timeline_headline

SEARCHED = 12  # rows from which on a list can be searched
NEVER = 10**6
LIMITS = (
    "Bad news, charges, defeats and denials are nobody’s attitude, and are not told here. Irony can’t be judged. How "
    "often what is told is right stands at the end."
)


class ReportList(msgspec.Struct, frozen=True, kw_only=True):
    """A list: its name in the file, what a screen reader calls it, its rows; ``tight``: few, that stand whole."""

    name: str
    label: str
    groups: list[ListGroup]
    tight: bool = False
    searched: int = SEARCHED


class ReportPart(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that says what is seen, a chart that shows it, how to read that, the list beside it; any may lack."""

    heading: str = ""
    chart: ArticleChart | None = None
    notes: tuple[str, ...] = ()
    listing: ReportList | None = None
    foot: str = ""


class ReportSection(msgspec.Struct, frozen=True, kw_only=True):
    """A view.

    ``layers`` are the marks in the article that belong to it (``marked_text_blocks.LAYERS``), ``order`` the ids that
    the card's ways lead through.
    """

    name: str
    title: str
    layers: tuple[str, ...]
    order: tuple[str, ...]
    parts: tuple[ReportPart, ...]


def report_sections(record: Record, charts: Sequence[ArticleChart]) -> list[ReportSection]:
    """The views that have something to show; the claims, which are a table, are not among them."""
    drawn = {c.name: c for c in charts}
    made = (_overview(record), _timeline(record, drawn), _who(record, drawn), _quotes(record, drawn),
            _sentiment(record, drawn))  # fmt: skip
    return [section for section in made if section.parts]


def _overview(record: Record) -> ReportSection:
    told = brief(record, checks=len(items_to_check(record)))
    listing = ReportList(
        name="brief",
        label="The brief",
        groups=brief_rows(told, actor_colours(record)),
        tight=True,
        searched=NEVER,
    )
    return ReportSection(
        name="overview",
        title="Overview",
        layers=("events", "quotes"),
        order=_ids(listing),
        parts=(ReportPart(listing=listing, foot=told.checks),),
    )


def _timeline(record: Record, drawn: dict[str, ArticleChart]) -> ReportSection:
    events, colours = shown_events(record), actor_colours(record)
    strip = drawn.get("timeline")
    parts = [
        ReportPart(
            heading=timeline_headline(record, events),
            chart=strip,
            notes=(strip.note,) if strip else (),
            listing=ReportList(
                name="chronicle",
                label="Events by date",
                groups=chronicle_rows(record, events, colours, sentences=True),
            ),
        )
    ]
    return ReportSection(
        name="timeline",
        title="Timeline",
        layers=("events", "dates"),
        order=tuple(e.id for e in in_order(record, events)),
        parts=(*parts, *_charted(drawn, "narrative")),
    )


def _who(record: Record, drawn: dict[str, ArticleChart]) -> ReportSection:
    colours, first = actor_colours(record), top_actors(record)
    mentions = mention_rows(record, first, colours)
    tail = len(record.actors) - len(first)
    more = f"{plural(tail, 'more actor')} with fewer mentions not drawn; all are in the list." if tail else ""
    acts = [*relation_rows(record, record.relations, colours), *companion_rows(record, first)]
    parts = [
        ReportPart(
            heading=actors_headline(record) or "",
            chart=drawn.get("prominence"),
            notes=_told(_note(drawn, "prominence"), more, references_headline(record)),
            listing=_listing("actors", "Who is in it", one_group(actor_rows(record, record.actors, colours))),
        ),
        *_charted(drawn, "presence", _listing("mentions", "Mentions", one_group(mentions))),
        *_charted(drawn, "network", _listing("acts", "Who acts on whom, who is named with whom", one_group(acts))),
    ]
    return ReportSection(
        name="actors",
        title="Who",
        layers=("actors",),
        order=tuple(row.id for row in mentions),
        parts=tuple(parts) if record.actors else (),
    )


def _quotes(record: Record, drawn: dict[str, ArticleChart]) -> ReportSection:
    rows = quote_rows(record, record.quotes, actor_colours(record))
    strip = drawn.get("strip")
    parts = [
        ReportPart(
            heading=quotes_headline(record),
            chart=drawn.get("share"),
            notes=_told(_note(drawn, "share"), silent_actors_headline(record)),
            listing=_listing("ledger", "Quotes", one_group(rows), searched=6),
        )
    ]
    if strip is not None:
        parts.append(ReportPart(heading="Where in the text", chart=strip, notes=(strip.note,)))
    return ReportSection(
        name="quotes",
        title="Quotes",
        layers=("quotes",),
        order=tuple(row.id for row in rows),
        parts=tuple(parts),
    )


def _sentiment(record: Record, drawn: dict[str, ArticleChart]) -> ReportSection:
    told, colours = in_matrix_order(record, attitudes(record)), actor_colours(record)
    loaded = one_group(loaded_word_rows(record, record.loaded))
    parts = [
        ReportPart(
            heading=sentiment_headline(record),
            chart=drawn.get("matrix"),
            notes=_told(_note(drawn, "matrix")),
            listing=_listing("attitudes", "Attitudes", one_group(tone_rows(record, told, colours))),
        ),
        *_charted(drawn, "over"),
    ]
    if loaded:
        heading, note = "Loaded words in the writer’s own voice", "A loaded word need not be an attitude to anybody."
        parts.append(ReportPart(heading=heading, notes=(note,), listing=_listing("loaded", "Loaded words", loaded)))
    parts.append(ReportPart(foot=LIMITS))
    return ReportSection(
        name="sentiment",
        title="Sentiment",
        layers=("tone",),
        order=(*(tone_id(t) for t in told), *(word_id(w) for w in record.loaded)),
        parts=tuple(parts),
    )


def _charted(drawn: dict[str, ArticleChart], name: str, listing: ReportList | None = None) -> Iterator[ReportPart]:
    """A chart under its own heading, where the record gives it."""
    if (chart := drawn.get(name)) is not None:
        yield ReportPart(heading=chart.finding, chart=chart, notes=_told(chart.note), listing=listing)


def _listing(name: str, label: str, groups: list[ListGroup], *, searched: int = SEARCHED) -> ReportList | None:
    return ReportList(name=name, label=label, groups=groups, searched=searched) if groups else None


def _note(drawn: dict[str, ArticleChart], name: str) -> str:
    return drawn[name].note if name in drawn else ""


def _told(*notes: str) -> tuple[str, ...]:
    return tuple(n for n in notes if n)


def _ids(listing: ReportList) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.id for group in listing.groups for row in group.rows if row.id))
