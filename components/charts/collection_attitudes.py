"""Who speaks well or ill of whom in a collection: holders down, targets across, a point where there is anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from components.charts.chart_style import FAINT, empty_figure, escaped_words, rows_axis, tone_colour
from components.collection.trends.summing import Judging
from components.domain.plural import plural

MOST = 10  # holders, and targets
_ANGLES = [0, -45, -90]  # of the names below: the first at which none stands on another, as wide as the chart is
_LONGEST = 22  # letters of a name below, so that upright it leaves room for the chart
_LETTER = 7  # pixels


def judged_id(one: Judging) -> str:
    """What it is picked by."""
    return f"judge:{one.holder}>{one.target}"


def drawn_judgings(judgings: Sequence[Judging]) -> list[Judging]:
    """Those among the holders and targets that most is told of."""
    holders, targets = Counter[str](), Counter[str]()
    for one in judgings:
        holders[one.holder] += one.against + one.favour
        targets[one.target] += one.against + one.favour
    first = {h for h, _ in holders.most_common(MOST)}, {t for t, _ in targets.most_common(MOST)}
    return [one for one in judgings if one.holder in first[0] and one.target in first[1]]


def attitudes_chart(judgings: Sequence[Judging], names: Mapping[str, str]) -> go.Figure:
    """A point a pair, the larger the more often told; blue for, orange against, grey both alike."""
    drawn = drawn_judgings(judgings)
    holders = list(dict.fromkeys(one.holder for one in drawn))
    targets = list(dict.fromkeys(one.target for one in drawn))
    room = _LETTER * min(_LONGEST, max((len(names[t]) for t in targets), default=0))
    figure = empty_figure(52 + room + 34 * len(holders), left=8, right=24, top=8, bottom=24)
    sizes = [min(30, 11 + 4 * (one.against + one.favour)) for one in drawn]
    words = [
        f"{escaped_words(names[one.holder])} on {escaped_words(names[one.target])}: "
        + ", ".join(f"{plural(n, 'time')} {way}" for n, way in ((one.against, "against"), (one.favour, "for")) if n)
        for one in drawn
    ]
    figure.add_trace(
        go.Scatter(
            x=[one.target for one in drawn],
            y=[one.holder for one in drawn],
            mode="markers",
            marker={
                "size": sizes,
                "color": [tone_colour((o.favour - o.against) / (o.favour + o.against)) for o in drawn],
                "line": {"width": 0},
            },
            customdata=[[judged_id(one), told] for one, told in zip(drawn, words, strict=True)],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
    rows_axis(figure, [(h, names[h]) for h in holders], grid=True)
    figure.update_xaxes(
        type="category", categoryorder="array", categoryarray=targets, tickmode="array", tickvals=targets,
        ticktext=[escaped_words(names[t], _LONGEST) for t in targets], autotickangles=_ANGLES, automargin="height",
        showgrid=True, gridcolor=FAINT, range=[-0.6, len(targets) - 0.4],
    )  # fmt: skip
    return figure
