"""A collection's trends as lists: who is quoted, kinds, women and men, periods, who judges whom; articles behind."""

from __future__ import annotations

import pytest

from components.charts.collection_attitudes import attitudes_chart
from components.charts.collection_voices import (
    drawn_outlets,
    drawn_speakers,
    gender_by_outlet,
    kinds_by_outlet,
    voices_over_time,
)
from components.collection.cast import Cast, CastActor, CastMember
from components.collection.chronicle import Chronicle
from components.collection.reading import CollectionReading
from components.collection.trends import AttitudeTold, QuotedVoice, Trends
from components.collection.trends.summing import judgings, period_of, period_unit
from components.exports.collection_rows import cast_colours
from components.exports.collection_trend_rows import (
    VOICE_NAMES,
    attitudes_behind,
    cast_names,
    gender_line,
    judged_finding,
    judged_rows,
    quoted_finding,
    quoted_groups,
    row_name,
    speaker_rows,
    voices_behind,
)


def voice(article: str, speaker: str | None, words: int, **more: object) -> QuotedVoice:
    fields = {"day": "2026-03-02", "outlet": "Echo", "kind": "named person", "quotes": 1, "first": 0.1} | more
    return QuotedVoice(article=article, speaker=speaker, words=words, **fields)  # type: ignore[arg-type]


def attitude(article: str, holder: str, target: str, label: str, times: int = 1) -> AttitudeTold:
    return AttitudeTold(
        article=article, day=None, outlet=None, holder=holder, target=target, label=label, times=times, start=0, end=9
    )  # type: ignore[arg-type]


QUOTED = (
    voice("a", "berg", 60, gender="woman"),
    voice("a", "lund", 20, gender="man"),
    voice("b", "berg", 40, outlet="Post", day="2026-03-11", gender="woman", quotes=3),
    voice("b", None, 30, outlet="Post", day="2026-03-11", kind="unnamed"),
    voice("c", "hale", 10, outlet=None, day=None),
)
ATTITUDES = (
    attitude("a", "berg", "lund", "negative", 2),
    attitude("b", "berg", "lund", "positive"),
    attitude("a", "writer", "berg", "positive"),
)


def actor(name: str) -> CastActor:
    return CastActor(id=name.casefold(), name=name, kind="person", members=(CastMember("a", name.casefold()),))


def reading(quoted: tuple[QuotedVoice, ...] = QUOTED, attitudes: tuple[AttitudeTold, ...] = ()) -> CollectionReading:
    cast = Cast(tuple(actor(n) for n in ("Berg", "Lund", "Hale")))
    return CollectionReading(articles=3, cast=cast, chronicle=Chronicle(), trends=Trends(3, quoted, attitudes))


def groups(one: CollectionReading) -> dict[str, dict[str, tuple[str, ...]]]:
    return {g.head: {r.label: r.facts for r in g.rows} for g in quoted_groups(one, cast_colours(one), 50)}


def test_speakers_are_summed_over_articles_those_of_most_words_first() -> None:
    one = reading()
    assert [(r.label, r.facts) for r in speaker_rows(one, {}, 50)] == [
        ("Berg", ("4 quotes", "100 words", "in 2 articles", "of 2 outlets")),
        ("Lund", ("1 quote", "20 words", "in 1 article")),
        ("Hale", ("1 quote", "10 words", "in 1 article")),
    ]
    assert quoted_finding(one) == "Berg is quoted most: 100 words, 62% of all that is quoted."


def test_nobody_is_said_to_lead_where_two_do_or_too_little_is_quoted() -> None:
    assert quoted_finding(reading((voice("a", "berg", 50), voice("b", "lund", 50)))) is None
    assert quoted_finding(reading((voice("a", "berg", 20), voice("b", "lund", 10)))) is None
    assert quoted_finding(reading(())) is None


def test_kinds_outlets_women_and_men_and_periods() -> None:
    found = groups(reading())
    assert found["Kinds of sources"]["Named people"] == ("6 quotes", "130 words", "in 3 articles", "81% of the words")
    assert found["Outlets"]["Echo"][-1] == "100% of it of named people"
    assert found["Outlets"]["Post"][-1] == "57% of it of named people"
    assert found["Women and men"]["Women"][-1] == "77% of the words"
    assert found["Women and men"]["Open"][1] == "10 words"
    assert list(found["Over time"]) == ["2 March 2026", "11 March 2026"]


def test_shares_only_where_enough_is_quoted() -> None:
    one = reading((voice("a", "berg", 20), voice("b", "lund", 10, kind="unnamed")))
    assert all(facts[-1] == "too little quoted to compare" for facts in groups(one)["Kinds of sources"].values())
    assert drawn_outlets(one.trends) == []


def test_what_a_gender_rests_on_and_how_much_is_open() -> None:
    assert "8% of what named people say is open" in gender_line(reading().trends)
    assert gender_line(Trends()).endswith("then by given names.")


@pytest.mark.parametrize(
    ("which", "articles"),
    [
        ("outlet:Post", ["b"]),
        ("outlet:A|B", ["d"]),
        ("kind:unnamed|outlet:Post", ["b"]),
        ("kind:unnamed|outlet:Echo", []),
        ("gender:woman|outlet:Post", ["b"]),
        ("kind:named person|outlet:A|B", ["d"]),
        ("cast:berg|period:2026-03-11", ["b"]),
        ("others|period:2026-03-11", ["b"]),
        ("others|period:2026-03-02", []),
        ("kind:unnamed", ["b"]),
        ("gender:woman", ["a", "b"]),
        ("gender:open", ["c", "d"]),
        ("period:2026-03-11", ["b"]),
        ("outlet:Nobody", []),
        ("judge:berg>lund", []),
        ("nonsense", []),
        ("kind:nonsense|outlet:Post", []),
        ("|", []),
        ("", []),
    ],
)
def test_who_is_counted_in_each_row_and_piece(which: str, articles: list[str]) -> None:
    trends = Trends(4, (*QUOTED, voice("d", "hale", 5, outlet="A|B", day=None)))
    assert list(dict.fromkeys(row.article for row in voices_behind(trends, which))) == articles


@pytest.mark.parametrize(
    ("which", "articles"), [("judge:berg>lund", ["a", "b"]), ("judge:lund>berg", []), ("kind:unnamed", []), ("", [])]
)
def test_what_is_counted_in_each_pair(which: str, articles: list[str]) -> None:
    assert [one.article for one in attitudes_behind(Trends(3, QUOTED, ATTITUDES), which)] == articles


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("kind:unnamed|outlet:Post", "Unnamed sources, Post"),
        ("cast:berg|period:2026-03-11", "Berg, 11 March 2026"),
        ("others|period:2026-03-11", "All others, 11 March 2026"),
        ("gender:open", "Open"),
        ("outlet:A|B", "A|B"),
        ("judge:writer>berg", "The writers on Berg"),
    ],
)
def test_a_row_and_a_piece_have_names(which: str, name: str) -> None:
    assert row_name(reading(attitudes=ATTITUDES), which) == name


def test_every_row_of_the_lists_has_something_behind_it() -> None:
    one = reading(attitudes=ATTITUDES)
    rows = [r for g in quoted_groups(one, {}, 50) for r in g.rows]
    assert rows and all(voices_behind(one.trends, r.id) for r in rows)
    assert judged_rows(one, 50) and all(attitudes_behind(one.trends, r.id) for r in judged_rows(one, 50))


def test_who_speaks_how_of_whom() -> None:
    one = reading(attitudes=ATTITUDES)
    assert [(r.label, r.facts) for r in judged_rows(one, 50)] == [
        ("Berg on Lund", ("twice against", "once for", "in 2 articles")),
        ("The writers on Berg", ("once for", "in 1 article")),
    ]
    assert judged_finding(one) == "2 articles tell who speaks well or ill of whom: 2 pairs in all."
    assert judged_finding(reading()).startswith("No article")


@pytest.mark.parametrize(
    ("last", "unit", "first"),
    [("2026-03-20", "day", "2026-03-20"), ("2026-05-14", "week", "2026-05-11"), ("2027-05-14", "month", "2027-05-01")],
)
def test_time_is_counted_by_the_span(last: str, unit: str, first: str) -> None:
    rows = [voice("a", "berg", 9), voice("b", "berg", 9, day=last)]
    assert period_unit(rows) == unit
    assert period_of(last, period_unit(rows)) == first


def test_every_mark_of_the_charts_counts_what_it_shows_and_stands_for_rows() -> None:
    one = reading(attitudes=ATTITUDES)
    names = cast_names(one)
    over_time = voices_over_time(one.trends, names)
    assert over_time is not None and drawn_speakers(one.trends) == ["berg", "lund"]
    figures = [
        over_time,
        kinds_by_outlet(one.trends, VOICE_NAMES),
        gender_by_outlet(one.trends),
        attitudes_chart(judgings(one.trends.attitudes), names),
    ]
    rows = {r.id for g in quoted_groups(one, {}, 50) for r in g.rows}
    points = [(p, y) for t in over_time.data for p, y in zip(t.customdata, t.y, strict=True)]
    assert {p[0] for p, _ in points} == {
        "cast:berg|period:2026-03-02", "cast:lund|period:2026-03-02", "cast:berg|period:2026-03-11",
        "others|period:2026-03-11",
    }  # fmt: skip
    assert all(sum(r.words for r in voices_behind(one.trends, p[0])) == y for p, y in points)
    pieces = [p for f in figures[1:3] for t in f.data for p, x in zip(t.customdata, t.x, strict=True) if x]
    assert {"kind:unnamed", "kind:unnamed|outlet:Post", "gender:man|outlet:Echo"} <= {p[0] for p in pieces}
    assert all(voices_behind(one.trends, p[0]) for p in pieces)
    assert all(set(p[2]) & rows for p, _ in points) and all(set(p[2]) <= rows for p in pieces)
    assert {p[0] for p in figures[3].data[0].customdata} == {"judge:berg>lund", "judge:writer>berg"}
    shares = kinds_by_outlet(one.trends, VOICE_NAMES)
    for place in range(len(shares.data[0].x)):
        assert sum(trace.x[place] for trace in shares.data) == pytest.approx(1.0)


def test_without_dates_nothing_is_drawn_over_time() -> None:
    assert voices_over_time(Trends(1, (voice("a", "berg", 90, day=None),)), {}) is None


def test_names_are_never_markup() -> None:
    one = reading(attitudes=(attitude("a", "berg", "lund", "negative"),))
    names = {"berg": "<b>Berg</b>", "lund": "<a href='x'>Lund</a>", "writer": "the writers", "hale": "Hale"}
    for figure in (attitudes_chart(judgings(one.trends.attitudes), names), voices_over_time(one.trends, names)):
        assert figure is not None
        assert "<b>" not in str(figure.to_json()) and "<a " not in str(figure.to_json())
