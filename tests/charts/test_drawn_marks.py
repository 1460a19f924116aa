"""What each chart draws of the specimen: every mark's place, colour, symbol, size and words; rows and their order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest

from components.charts.actors import mention_presence, prominence, top_actors
from components.charts.chart_style import (
    ACTOR_COLOURS,
    PEN,
    RING,
    TAIL,
    actor_colours,
    count_axis,
    empty_figure,
    escaped_words,
    percent_of_text,
    tone_colour,
    with_correction_marks,
    with_ink,
    wrap_words,
)
from components.charts.network import count_cooccurrences, network
from components.charts.order_of_telling import order_of_telling
from components.charts.quotes import (
    as_written,
    counted_quotes,
    is_comparable,
    quote_strip,
    row_of,
    share_of_voice,
)
from components.charts.sentiment import (
    attitude_matrix,
    attitudes,
    attitudes_along_text,
    holders,
    in_matrix_order,
    targets,
)
from components.charts.timeline import shown_events
from components.domain.record import Record, Tone
from components.domain.share_of_voice import quote_words
from tests.specimen import mention, span, specimen

RECORD = specimen()
BERG, UNION = (ACTOR_COLOURS[0], ACTOR_COLOURS[1])
TITLE = 18  # pixels of an axis' title
WRITERS, UNIONS = RECORD.tones
FOR, AGAINST = "rgb(47,120,183)", "rgb(208,114,42)"


def per_mark(value: Any, n: int) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] * n


def marks(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """Every mark that can be picked: where it is, how it looks, what it says when pointed at."""
    out: dict[str, dict[str, Any]] = {}
    for trace in figure.data:
        if trace.customdata is None:
            continue
        n = len(trace.customdata)
        looks = {k: per_mark(getattr(trace.marker, k, None), n) for k in ("color", "symbol", "size", "opacity")}
        for k, (identity, words, *further) in enumerate(trace.customdata):
            out[identity] = {"x": trace.x[k], "y": trace.y[k], "words": words.split("<br>")}
            out[identity] |= {name: values[k] for name, values in looks.items()}
            if further:
                out[identity]["stands for"] = further[0]
    return out


def rows(figure: go.Figure) -> list[str]:
    return list(figure.layout.yaxis.ticktext)


def replaced(**changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, **changes)


def test_the_order_of_telling() -> None:
    figure = order_of_telling(RECORD, shown_events(RECORD))
    drawn = marks(figure)
    assert {i: (m["x"], m["y"], m["symbol"], m["color"], m["opacity"]) for i, m in drawn.items()} == {
        "e-open": (17.6, dt.datetime(2026, 3, 2, 12), "circle", BERG, 1),
        "e-broken": (76.0, dt.datetime(2019, 7, 2, 12), "square-open", TAIL, 1),
        "e-lower": (90.0, dt.datetime(2027, 1, 1), "diamond-open", BERG, 1),
        "e-reject": (56.8, "Happened", "circle", UNION, 1),
    }
    assert figure.layout.height == 60 + 190 + 60
    assert list(figure.layout.yaxis2.categoryarray) == ["Happened"] and figure.layout.yaxis.visible


def test_a_second_telling_is_pale() -> None:
    again = msgspec.structs.replace(RECORD.events[0], mentions=(RECORD.events[0].trigger, span("rejected")))
    figure = order_of_telling(RECORD, [again])
    trace = next(t for t in figure.data if t.customdata is not None)
    assert list(zip(trace.x, trace.marker.opacity, strict=True)) == [(17.6, 1), (56.8, 0.55)]
    assert figure.layout.height == 30 + 60 + 60


def test_undated_events_alone_have_their_lanes() -> None:
    planned = msgspec.structs.replace(RECORD.events[1], id="p", status="planned")
    figure = order_of_telling(RECORD, [RECORD.events[1], planned])
    assert list(figure.layout.yaxis2.categoryarray) == ["Planned", "Happened"]
    assert not figure.layout.yaxis.visible and figure.layout.height == 30 + 60 + 0 + 60


def test_prominence_by_form_of_mention() -> None:
    figure = prominence(RECORD, top_actors(RECORD))
    drawn = {i: (m["x"], m["y"], m["color"], m["words"][0]) for i, m in marks(figure).items()}
    assert drawn == {
        "m-35-43": (2, "ida-berg", BERG, "Ida Berg: 2 by name"),
        "m-123-141": (1, "drivers-union", UNION, "Drivers’ Union: 1 by name"),
        "m-112-115": (1, "ida-berg", BERG, "Ida Berg: 1 by pronoun"),
        "m-161-163": (1, "drivers-union", UNION, "Drivers’ Union: 1 by pronoun"),
    }
    assert [t.marker.opacity for t in figure.data] == [1.0, 0.7, 0.42, 0.22]
    assert rows(figure) == ["Ida Berg", "Drivers’ Union"] and figure.layout.height == 110 + TITLE


def test_mentions_in_the_second_headline_are_not_counted_again() -> None:
    second = replaced(alternative=span("Mayor Ida Berg"))
    assert "m-35-43" not in marks(prominence(second, top_actors(second)))
    assert count_cooccurrences(second, second.actors) == count_cooccurrences(RECORD, RECORD.actors)


def test_what_makes_up_an_actors_place_goes_by_weight() -> None:
    berg = msgspec.structs.replace(RECORD.actors[0], parts={"headline": 1.0, "names": 3.0})
    words = marks(prominence(RECORD, [berg]))["m-35-43"]["words"]
    assert words[1] == "Order by mentions by name 75%, headline 25%"


def test_presence() -> None:
    figure = mention_presence(RECORD, top_actors(RECORD))
    drawn = {i: (m["x"], m["y"], m["color"], m["symbol"], m["opacity"]) for i, m in marks(figure).items()}
    assert drawn == {
        "m-35-43": (14.0, "ida-berg", BERG, "circle", 1.0), "m-112-115": (44.8, "ida-berg", BERG, "circle", 0.5),
        "m-216-220": (86.4, "ida-berg", BERG, "circle", 1.0),
        "m-123-141": (49.2, "drivers-union", UNION, "square", 1.0),
        "m-161-163": (64.4, "drivers-union", UNION, "square", 0.5),
    }  # fmt: skip
    assert marks(figure)["m-112-115"]["words"] == ["“It will serve our grandchildren,” she said."]
    assert figure.layout.height == 106 and mention_presence(RECORD, [], small=True).layout.height == 70


def test_the_network() -> None:
    figure = network(RECORD, RECORD.actors)
    drawn = marks(figure)
    assert {i: (m["words"], m["color"], m["symbol"]) for i, m in drawn.items()} == {
        "m-35-43": (["Ida Berg", "3 mentions"], BERG, "circle"),
        "m-123-141": (["Drivers’ Union", "2 mentions"], UNION, "square"),
        "r-123-drivers-union-ida-berg": (["reject"], UNION, "circle"),
    }
    (arrow,) = figure.layout.annotations
    assert (arrow.x, arrow.ax) == (drawn["m-35-43"]["x"], drawn["m-123-141"]["x"]) and arrow.arrowcolor == UNION
    assert drawn["m-35-43"]["size"] > drawn["m-123-141"]["size"]
    # The verb stands on the arrow, nearer to who acts.
    verb = drawn["r-123-drivers-union-ida-berg"]["x"]
    assert abs(verb - arrow.ax) < abs(verb - arrow.x)


def test_who_is_named_in_one_sentence_is_joined_by_a_line_the_thicker_the_oftener() -> None:
    def with_union_at(*words: str) -> Record:
        union = RECORD.actors[1]
        there = tuple(mention(w) for w in words)
        return replaced(actors=(RECORD.actors[0], msgspec.structs.replace(union, mentions=there)), relations=())

    once, twice = with_union_at("bridge on"), with_union_at("bridge on", "grandchildren")
    assert count_cooccurrences(once, once.actors) == {("drivers-union", "ida-berg"): 1}
    assert count_cooccurrences(twice, twice.actors) == {("drivers-union", "ida-berg"): 2}
    assert count_cooccurrences(twice, twice.actors[:1]) == {}
    widths = [next(t for t in network(r, r.actors).data if t.mode == "lines").line.width for r in (once, twice)]
    assert widths == [1.6, 2.6]
    assert not [t for t in network(RECORD, RECORD.actors).data if t.mode == "lines"]


def test_an_act_on_oneself_or_of_somebody_not_drawn_has_no_arrow() -> None:
    act = RECORD.relations[0]
    for other in (msgspec.structs.replace(act, patient=act.agent), msgspec.structs.replace(act, agent="gone")):
        assert not network(replaced(relations=(other,)), RECORD.actors).layout.annotations
    three = replaced(relations=(act,) * 3)
    assert network(three, three.actors).layout.annotations[0].arrowwidth == pytest.approx(1.0 + 0.6 * 3)


def test_shares_of_voice() -> None:
    figure = share_of_voice(RECORD)
    drawn = {i: (m["x"], m["y"], m["color"], m["words"][0]) for i, m in marks(figure).items()}
    assert drawn == {
        "q-promise": (9, "drivers-union", UNION, "Drivers’ Union: 9 words in 1 paraphrase"),
        "q-serve": (5, "ida-berg", BERG, "Ida Berg: 5 words in 1 full quote"),
    }
    assert rows(figure) == ["Drivers’ Union", "Ida Berg"]
    assert [t.marker.opacity for t in figure.data] == [1.0, 0.72, 0.42]
    assert figure.layout.height == 114 + TITLE and share_of_voice(RECORD, small=True).layout.height == 98 + TITLE


def test_nobodys_words_stand_last_and_an_unclear_pronoun_says_so() -> None:
    direct, indirect = RECORD.quotes
    nobody = msgspec.structs.replace(direct, speaker=None, source=None)
    unclear = msgspec.structs.replace(indirect, speaker=None)
    record = replaced(quotes=(nobody, unclear))
    assert rows(share_of_voice(record)) == ["unclear (“It”)", "nobody named"]
    assert [row_of(record, q) for q in record.quotes] == ["nobody named", "unclear (“It”)"]
    assert as_written(RECORD, indirect) == "It"
    assert as_written(RECORD, msgspec.structs.replace(direct, source=span("The Drivers’ Union"), speaker=None)) == (
        "The Drivers’ Union"
    )
    assert set(marks(share_of_voice(record))) == {"q-serve", "q-promise"}


def test_headlines_and_quoted_words_do_not_count_for_shares() -> None:
    direct, indirect = RECORD.quotes
    in_title = msgspec.structs.replace(direct, id="h", content=(span("Bridge"),))
    scare = msgspec.structs.replace(direct, id="s", kind="scare")
    record = replaced(quotes=(in_title, scare, direct, indirect))
    assert [q.id for q in counted_quotes(record)] == ["q-serve", "q-promise"]
    assert [quote_words(record, q) for q in record.quotes] == [1, 5, 5, 9]


@pytest.mark.parametrize(("words", "speakers", "enough"), [(40, 2, True), (39, 2, False), (80, 1, False)])
def test_voices_are_compared_from_forty_words_of_two_on(words: int, speakers: int, enough: bool) -> None:
    text = f"{RECORD.text} {' '.join(['word'] * words)}"
    start = len(RECORD.text) + 1
    middle = start + 5 * (words // 2)
    parts = ((start, middle - 1), (middle, len(text)))
    quotes = tuple(
        msgspec.structs.replace(RECORD.quotes[0], id=str(n), content=(part,), speaker=speaker)
        for n, (part, speaker) in enumerate(zip(parts, ["ida-berg", "drivers-union"][:speakers] * 2, strict=False))
    )
    assert is_comparable(replaced(text=text, quotes=quotes)) is enough


def test_the_strip_of_quotes() -> None:
    figure = quote_strip(RECORD, RECORD.quotes)
    drawn = {i: (m["x"], m["y"], m["color"], m["symbol"]) for i, m in marks(figure).items()}
    assert drawn == {
        "q-promise": (68.8, "drivers-union", UNION, "circle-open"), "q-serve": (30.8, "ida-berg", BERG, "circle"),
    }  # fmt: skip
    assert marks(figure)["q-serve"]["words"] == ["full quote", "“It will serve our grandchildren,”"]
    bars = {t.y[0]: (tuple(t.x), round(t.opacity, 3)) for t in figure.data if t.mode == "lines"}
    assert bars == {"drivers-union": ((68.8, 85.6, None), 0.315), "ida-berg": ((30.8, 44.4, None), 0.75)}


def test_the_strip_has_a_trace_for_a_speaker_and_a_kind_however_many_quotes() -> None:
    serve = next(q for q in RECORD.quotes if q.id == "q-serve")
    many = [
        msgspec.structs.replace(serve, id=str(n), kind=kind, content=((n, n + 1), (n + 2, n + 3)))
        for n in range(0, 100, 4)
        for kind in ("direct", "indirect")
    ]
    drawn = quote_strip(RECORD, many).data
    assert [t.mode for t in drawn] == ["lines", "lines", "markers"]
    assert len(drawn[2].x) == 50 and drawn[0].opacity > drawn[1].opacity
    places = [round(100 * n / len(RECORD.text), 2) for n in (0, 1, 2, 3)]
    for bars in drawn[:2]:
        assert list(bars.x[:6]) == [*places[:2], None, *places[2:], None] and len(bars.x) == len(bars.y) == 150


def like(tone: Tone, **changes: Any) -> Tone:
    return msgspec.structs.replace(tone, **changes)


def told(*tones: Tone) -> dict[str, dict[str, Any]]:
    """The marks of the matrix of these attitudes."""
    return marks(attitude_matrix(RECORD, tones))


def test_attitudes_stand_in_the_order_of_the_text_without_those_that_are_none() -> None:
    of_union = like(UNIONS, voice="ida-berg", target="drivers-union")
    none = [like(UNIONS, voice="writer", label="neutral"), like(UNIONS, target=None)]
    record = replaced(tones=(of_union, *none, like(UNIONS, voice="writer"), UNIONS, WRITERS))
    assert [(t.start, t.voice, t.target) for t in attitudes(record)] == [
        (123, "writer", "drivers-union"), (161, "ida-berg", "drivers-union"), (161, "drivers-union", "ida-berg"),
        (161, "writer", "ida-berg"),
    ]  # fmt: skip


def test_holders_are_the_writer_then_actors_by_prominence_then_somebody() -> None:
    berg, union = ("ida-berg", "Ida Berg"), ("drivers-union", "Drivers’ Union")
    writer, somebody = ("writer", "The writer"), ("unknown", "Somebody")
    nobody, gone = like(UNIONS, voice="unknown"), like(UNIONS, voice="gone")
    assert holders(RECORD, [nobody, gone, UNIONS, like(UNIONS, voice="ida-berg"), WRITERS]) == [
        writer, berg, union, somebody,
    ]  # fmt: skip
    assert holders(RECORD, [gone]) == [somebody] and holders(RECORD, [UNIONS]) == [union]
    assert targets(RECORD, [WRITERS, UNIONS, like(UNIONS, target="gone")]) == [berg, union]
    assert holders(RECORD, []) == [] == targets(RECORD, [])


def test_who_speaks_well_or_ill_of_whom() -> None:
    figure = attitude_matrix(RECORD, [UNIONS, like(WRITERS, label="positive")])
    drawn = marks(figure)
    assert {i: (m["x"], m["y"], m["size"], m["color"], m["symbol"]) for i, m in drawn.items()} == {
        "t-123-writer-drivers-union": (1, "writer", 16.2, FOR, "circle"),
        "t-161-drivers-union-ida-berg": (0, "drivers-union", 16.2, AGAINST, "circle"),
    }
    assert [" / ".join(m["words"]) for m in drawn.values()] == [
        "The writer on Drivers’ Union / for, in 1 sentence", "Drivers’ Union on Ida Berg / against, in 1 sentence",
    ]  # fmt: skip
    assert rows(figure) == ["The writer", "Drivers’ Union"]
    assert list(figure.layout.yaxis.categoryarray) == ["drivers-union", "writer"], "the writer on top"
    across = figure.layout.xaxis
    assert (list(across.tickvals), list(across.ticktext)) == ([0, 1], ["Ida Berg", "Drivers’<br>Union"])
    assert (across.side, tuple(across.range), figure.layout.margin.t) == ("top", (-0.6, 1.6), 32)
    assert figure.layout.height == 56 + 2 * 36
    small = attitude_matrix(RECORD, [UNIONS, WRITERS], small=True)
    assert small.layout.height == 56 + 2 * 28 and marks(small).keys() == drawn.keys()


def test_a_matrix_of_nothing_has_no_mark() -> None:
    figure = attitude_matrix(RECORD, [])
    assert not marks(figure) and (rows(figure), tuple(figure.layout.xaxis.range)) == ([], (-0.6, 0.6))
    assert figure.layout.height == 56 + 36


def test_a_cell_is_larger_the_more_sentences_and_leads_to_its_first() -> None:
    three = [like(UNIONS, start=n, end=n + 5) for n in (90, 20, 50)]
    ((identity, cell),) = told(*three).items()
    assert (identity, cell["size"]) == ("t-20-drivers-union-ida-berg", pytest.approx(13 + 3.2 * 3))
    assert cell["words"] == ["Drivers’ Union on Ida Berg", "against, in 3 sentences"]
    ((_, twice),) = told(UNIONS, like(UNIONS, end=UNIONS.end - 1)).items()
    assert twice["words"][1] == "against, in 1 sentence"
    for many in (7, 9):
        ((_, cell),) = told(*(like(UNIONS, start=n) for n in range(many))).items()
        assert cell["size"] == pytest.approx(13 + 3.2 * 7)


def test_praise_and_blame_of_the_same_two_stand_side_by_side_in_their_cell() -> None:
    praise = like(UNIONS, label="positive", start=200)
    drawn = told(praise, UNIONS, WRITERS, like(praise, start=210))
    assert {i: (m["x"], m["color"], m["size"], m["words"][1]) for i, m in drawn.items()} == {
        "t-123-writer-drivers-union": (1, AGAINST, 16.2, "against, in 1 sentence"),
        "t-161-drivers-union-ida-berg": (-0.17, AGAINST, 16.2, "against, in 1 sentence"),
        "t-200-drivers-union-ida-berg": (0.17, FOR, pytest.approx(19.4), "for, in 2 sentences"),
    }
    assert [m["x"] for m in told(praise).values()] == [0], "alone it stands in the middle"


@pytest.mark.parametrize(("sure", "symbol"), [((0.54,), "circle-open"), ((0.55,), "circle"), ((0.3, 0.9), "circle"),
                                              ((0.3, 0.5), "circle-open")])  # fmt: skip
def test_a_cell_of_none_but_unsure_attitudes_is_hollow(sure: tuple[float, ...], symbol: str) -> None:
    cell = [like(UNIONS, start=n, confidence=c) for n, c in enumerate(sure)]
    assert [m["symbol"] for m in told(*cell).values()] == [symbol]


def test_whoever_is_no_actor_is_somebody_and_what_is_of_nobody_known_is_not_drawn() -> None:
    nobodys = [like(UNIONS, voice="unknown"), like(UNIONS, voice="gone", start=200)]
    ((identity, cell),) = told(*nobodys, like(UNIONS, target="gone")).items()
    assert (identity, cell["y"], cell["words"]) == (
        "t-161-unknown-ida-berg", "unknown", ["Somebody on Ida Berg", "against, in 2 sentences"],
    )  # fmt: skip


def test_of_many_actors_the_first_dozen_have_a_row_and_a_column() -> None:
    crowd = tuple(msgspec.structs.replace(RECORD.actors[0], id=f"a{n}", name=f"N{n}") for n in range(14))
    record = replaced(actors=crowd)
    figure = attitude_matrix(record, [like(UNIONS, voice=f"a{n}", target=f"a{13 - n}") for n in range(14)])
    assert rows(figure) == [f"N{n}" for n in range(12)] == list(figure.layout.xaxis.ticktext)
    assert {m["y"]: m["x"] for m in marks(figure).values()} == {f"a{n}": 13 - n for n in range(2, 12)}


def test_from_one_attitude_to_the_next_a_reader_goes_cell_by_cell() -> None:
    praise, later, of_itself = (
        like(UNIONS, label="positive", start=10), like(UNIONS, start=200), like(UNIONS, target="drivers-union", start=0)
    )  # fmt: skip
    nobodys = like(UNIONS, voice="unknown", start=0)
    everything = [nobodys, praise, later, of_itself, UNIONS, WRITERS]
    ordered = in_matrix_order(RECORD, everything)
    assert ordered == [WRITERS, UNIONS, later, praise, of_itself, nobodys]
    # So do the marks on the chart: each cell's first.
    assert list(told(*everything)) == [
        "t-123-writer-drivers-union", "t-161-drivers-union-ida-berg", "t-10-drivers-union-ida-berg",
        "t-0-drivers-union-drivers-union", "t-0-unknown-ida-berg",
    ]  # fmt: skip


def test_attitudes_along_the_text() -> None:
    writers = like(UNIONS, voice="writer", start=span("Berg may")[0], end=span("next year.")[1], label="positive")
    figure = attitudes_along_text(RECORD, [WRITERS, UNIONS, writers, like(UNIONS, voice="gone", start=0, end=5)])
    drawn = {i: (m["x"], m["y"], m["symbol"], m["color"], m["size"]) for i, m in marks(figure).items()}
    assert drawn == {
        "t-161-drivers-union-ida-berg": (64.4, "ida-berg", "circle-open", AGAINST, 14),
        "t-216-writer-ida-berg": (86.4, "ida-berg", "circle", FOR, 14),
        "t-0-gone-ida-berg": (0.0, "ida-berg", "circle-open", AGAINST, 14),
        "t-123-writer-drivers-union": (49.2, "drivers-union", "circle", AGAINST, 14),
    }
    words = {i: m["words"] for i, m in marks(figure).items()}
    assert words["t-216-writer-ida-berg"] == ["The writer on Ida Berg: for", "Berg may lower the toll next year."]
    assert words["t-161-drivers-union-ida-berg"][0] == "Drivers’ Union on Ida Berg: against"
    assert words["t-0-gone-ida-berg"] == ["Somebody on Ida Berg: against", "Mayor"]
    assert [list(t.marker.line.color) for t in figure.data] == [[AGAINST, FOR, AGAINST], [AGAINST]]
    assert rows(figure) == ["Ida Berg", "Drivers’ Union"] and figure.layout.height == 50 + 2 * 30
    assert list(figure.layout.yaxis.categoryarray) == ["drivers-union", "ida-berg"]
    nothing = attitudes_along_text(RECORD, [])
    assert not marks(nothing) and nothing.layout.height == 80


@pytest.mark.parametrize(("score", "colour"), [
    (0, "rgb(139,143,148)"), (-1, "rgb(208,114,42)"), (1, "rgb(47,120,183)"), (0.625, "rgb(47,120,183)"),
    (-0.5, "rgb(194,120,63)"), (0.25, "rgb(102,134,162)"),
])  # fmt: skip
def test_colours_of_tone(score: float, colour: str) -> None:
    assert tone_colour(score) == colour


def test_the_eleventh_actor_is_grey() -> None:
    crowd = tuple(msgspec.structs.replace(RECORD.actors[0], id=f"a{n}") for n in range(12))
    assert list(actor_colours(replaced(actors=crowd)).values()) == [*ACTOR_COLOURS, TAIL, TAIL]
    assert len(top_actors(replaced(actors=crowd * 2))) == 12


@pytest.mark.parametrize(("text", "most", "words"), [
    ("a  b\nc", 60, "a b c"), ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("abcd, fg", 6, "abcd…"),
    ("<b>&\"x\"", 60, "&lt;b&gt;&amp;\"x\""),
])  # fmt: skip
def test_words_from_outside_are_one_line_cut_and_inert(text: str, most: int, words: str) -> None:
    assert escaped_words(text, most) == words


@pytest.mark.parametrize(("text", "width", "most", "lines"), [
    ("one two three", 46, 220, "one two three"), ("one two three", 8, 220, "one two<br>three"),
    ("one two three", 7, 220, "one two<br>three"),
    ("one two three", 6, 220, "one<br>two<br>three"), ("one two three", 46, 9, "one two …"), ("", 46, 220, ""),
    ("<i>x</i>", 46, 220, "&lt;i&gt;x&lt;/i&gt;"),
])  # fmt: skip
def test_words_for_pointing_at_are_broken_into_lines(text: str, width: int, most: int, lines: str) -> None:
    assert wrap_words(text, width, most) == lines


def test_places_in_the_text() -> None:
    assert [percent_of_text(RECORD, n) for n in (0, len(RECORD.text) // 2, len(RECORD.text))] == [0.0, 50.0, 100.0]
    assert percent_of_text(replaced(text=""), 0) == 0.0


def test_what_readers_corrected_is_ringed_and_says_so() -> None:
    figure = with_correction_marks(mention_presence(RECORD, top_actors(RECORD)), {"m-112-115"})
    ringed = {row[0]: (line, row[1]) for t in figure.data if t.marker.line.width is not None
              for row, line in zip(t.customdata, t.marker.line.width, strict=True)}  # fmt: skip
    assert {i: w for i, (w, _) in ringed.items()} == {"m-35-43": 0, "m-112-115": RING, "m-216-220": 0}
    assert ringed["m-112-115"][1].endswith("<br><i>✎ corrected by a reader</i>")
    assert "corrected" not in ringed["m-35-43"][1]
    assert figure.data[0].marker.line.color == PEN
    plain = mention_presence(RECORD, top_actors(RECORD))
    assert with_correction_marks(plain, set()).to_json() == mention_presence(RECORD, top_actors(RECORD)).to_json()


def test_a_bar_stands_for_every_mention_or_quote_that_it_counts() -> None:
    berg = marks(prominence(RECORD, top_actors(RECORD)))["m-35-43"]
    names = [
        f"m-{m.start}-{m.end}" for a in RECORD.actors if a.id == "ida-berg" for m in a.mentions if m.form == "name"
    ]
    assert berg["stands for"] == names and len(names) == 2
    assert marks(share_of_voice(RECORD))["q-serve"]["stands for"] == ["q-serve"]


@pytest.mark.parametrize(("most", "step"), [(0, 1), (5, 1), (7, 2), (12, 2), (30, 5), (57, 10), (1300, 500)])
def test_counts_stand_at_whole_numbers_under_what_they_count(most: int, step: int) -> None:
    figure = empty_figure(100)
    count_axis(figure, most, "words")
    axis = figure.layout.xaxis
    assert (axis.tick0, axis.dtick, axis.tickformat, axis.title.text) == (0, step, ",d", "words")


def test_every_word_of_a_figure_takes_the_colour_of_the_text() -> None:
    figure = with_ink(network(RECORD, top_actors(RECORD)), "#123456")
    assert figure.layout.font.color == figure.layout.xaxis.tickfont.color == "#123456"
    assert {t.textfont.color for t in figure.data} == {"#123456"}
