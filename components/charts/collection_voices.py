"""Who is quoted how much in a collection: over time, and by outlet which kinds of sources, women and men."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts.chart_style import ACTOR_COLOURS, FAINT, TAIL, empty_figure, escaped_words, rows_axis
from components.charts.timeline_axis import tick_words, ticks
from components.collection.trends.summing import Unit, by, dated, is_enough, period_of, period_unit, words
from components.collection.trends.trends import VOICE_KINDS, QuotedVoice, Trends, VoiceKind
from components.domain.plural import plural

MOST_SPEAKERS = 6  # that have a colour of their own over time
MOST_OUTLETS = 8
OTHERS = "others"


class Share(NamedTuple):
    """A part of each bar: what rows of it hold (``value``), its row's id, its name, its colour."""

    value: str | None
    row: str
    name: str
    colour: str


# White words are read on each of these, dark ones on the grey.
KIND_COLOURS: dict[VoiceKind, str] = {
    "named person": ACTOR_COLOURS[0], "organisation or country": ACTOR_COLOURS[4], "unnamed": ACTOR_COLOURS[2],
    "document or media": ACTOR_COLOURS[7], "open": TAIL,
}  # fmt: skip
GENDER_COLOURS = {"woman": ACTOR_COLOURS[0], "man": ACTOR_COLOURS[4], None: TAIL}
_ON_COLOUR, _ON_GREY = "#ffffff", "#15191c"
_LETTER = 0.0125  # of the bar's width
_STEP = {"day": dt.timedelta(days=1), "week": dt.timedelta(days=7), "month": dt.timedelta(days=30)}


def drawn_speakers(trends: Trends) -> list[str]:
    """The speakers (ids of the cast) that have a colour of their own over time: those of most quoted words."""
    counts: Counter[str] = Counter()
    for row in dated(trends):
        if row.speaker:
            counts[row.speaker] += row.words
    return [speaker for speaker, _ in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:MOST_SPEAKERS]]


def speaker_colours(trends: Trends) -> dict[str, str]:
    """Their colours: here each of them needs one that is told from the grey of all others."""
    return {speaker: ACTOR_COLOURS[n] for n, speaker in enumerate(drawn_speakers(trends))}


def voices_over_time(trends: Trends, names: Mapping[str, str]) -> go.Figure | None:
    """Quoted words a period, in bars of the speakers quoted most; None where articles of fewer than two days are dated.

    A bar carries what it counts: "cast:" and its speaker, or "others", of "period:" and its first day (``within``); it
    stands for the rows of both, too.
    """
    rows = dated(trends)
    if len({r.day for r in rows}) < 2:
        return None
    unit = period_unit(rows)
    colours = speaker_colours(trends)
    first = list(colours)
    figure = empty_figure(260, left=44, right=12, top=12, bottom=40)
    of_speaker = by(rows, lambda r: r.speaker if r.speaker in first else OTHERS)
    for speaker in [*first, OTHERS]:
        per = by(of_speaker.get(speaker, []), lambda r: period_of(r.day or "", unit))
        name = "all others" if speaker == OTHERS else names.get(speaker, "somebody")
        row = OTHERS if speaker == OTHERS else f"cast:{speaker}"
        at = sorted(per)
        figure.add_trace(
            go.Bar(
                x=[_middle(one, unit) for one in at],
                y=[words(per[one]) for one in at],
                width=[0.8 * _STEP[unit].total_seconds() * 1000] * len(at),
                marker={"color": TAIL if speaker == OTHERS else colours.get(speaker, TAIL), "line": {"width": 0}},
                customdata=[
                    [
                        within(row, f"period:{one}"),
                        f"{escaped_words(name)}, {unit_words(one, unit)}: {plural(words(per[one]), 'quoted word')}"
                        f" in {plural(len({r.article for r in per[one]}), 'article')}",
                        [row, f"period:{one}"],
                    ]
                    for one in at
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    days = [dt.datetime.fromisoformat(period_of(r.day or "", unit)) for r in rows]
    part = (min(days) - _STEP[unit] / 4, max(days) + _STEP[unit] * 1.25)
    marked = ticks(part, 6)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(
        type="date", range=list(part), tickvals=marked, ticktext=tick_words(marked), showline=True, linecolor=FAINT
    )
    figure.update_yaxes(title_text="quoted words", showgrid=True, gridcolor=FAINT, rangemode="tozero", tickformat=",d")
    return figure


def within(part: str, whole: str) -> str:
    """The id of what is counted in both rows: of a kind of source in an outlet, of a speaker in a period."""
    return f"{part}|{whole}"


def unit_words(first: str, unit: Unit) -> str:
    """A period in words, by its first day: "week of 27 April 2009"."""
    day = dt.date.fromisoformat(first)
    if unit == "month":
        return f"{day:%B %Y}"
    return f"{'week of ' if unit == 'week' else ''}{day:%-d %B %Y}"


def drawn_outlets(trends: Trends) -> list[str]:
    """The outlets that quote enough to be compared, those that quote most first; empty where there are not two."""
    found = by((r for r in trends.quoted if r.outlet), lambda r: r.outlet or "")
    enough = [outlet for outlet, rows in found.items() if is_enough(rows)]
    return enough[:MOST_OUTLETS] if len(enough) > 1 else []


def kinds_by_outlet(trends: Trends, names: Mapping[VoiceKind, str]) -> go.Figure:
    """Of the words that each outlet quotes, and all do, the share of each kind of source."""
    parts = [Share(k, f"kind:{k}", names[k], KIND_COLOURS[k]) for k in VOICE_KINDS]
    return _shares(trends, parts, lambda r: r.kind, list(trends.quoted))


def gender_by_outlet(trends: Trends) -> go.Figure:
    """Of the words of people that each outlet quotes, and all do, the share of women and men, as texts tell them."""
    parts = [
        Share("woman", "gender:woman", "women", GENDER_COLOURS["woman"]),
        Share("man", "gender:man", "men", GENDER_COLOURS["man"]),
        Share(None, "gender:open", "open", TAIL),
    ]
    return _shares(trends, parts, lambda r: r.gender, [r for r in trends.quoted if r.kind == "named person"])


def _shares(
    trends: Trends,
    parts: Sequence[Share],
    part_of: Callable[[QuotedVoice], str | None],
    rows: Sequence[QuotedVoice],
) -> go.Figure:
    """A bar of shares for all articles and for each outlet.

    A piece carries its part's id, of an outlet's bar within the outlet's; it stands for the rows of both, too.
    """
    bars = [("all", "all articles", list(rows))]
    bars += [(f"outlet:{o}", o, [r for r in rows if r.outlet == o]) for o in drawn_outlets(trends)]
    bars = [bar for bar in bars if is_enough(bar[2])]
    figure = empty_figure(34 + 34 * max(1, len(bars)), left=8, right=16, top=4, bottom=24)
    for value, row, name, colour in parts:
        shares = [words(r for r in own if part_of(r) == value) / max(1, words(own)) for _, _, own in bars]
        figure.add_trace(
            go.Bar(
                y=[i for i, _, _ in bars],
                x=shares,
                orientation="h",
                marker={"color": colour, "line": {"width": 0}},
                customdata=[
                    [
                        row if i == "all" else within(row, i),
                        f"{escaped_words(label)}: {share:.0%} {name}",
                        [row] if i == "all" else [row, i],
                    ]
                    for (i, label, _), share in zip(bars, shares, strict=True)
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
                text=[_fitting(f"{name} {share:.0%}", share) for share in shares],
                textposition="inside",
                insidetextanchor="start",
                textfont={"size": 11, "color": _ON_GREY if colour == TAIL else _ON_COLOUR},
            )
        )
    figure.update_layout(barmode="stack")
    rows_axis(figure, [(i, label) for i, label, _ in bars])
    figure.update_xaxes(range=[0, 1], tickformat=".0%", nticks=5)
    return figure


def _fitting(words: str, share: float) -> str:
    """The words where a piece of the bar has room for them."""
    return words if len(words) * _LETTER <= share else ""


def _middle(first: str, unit: Unit) -> dt.datetime:
    return dt.datetime.fromisoformat(first) + _STEP[unit] / 2
