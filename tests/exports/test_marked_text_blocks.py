"""The whole text with its marks: which layers are on, for which actor, in which order."""

from __future__ import annotations

import re

import msgspec
import pytest

from components.charts.chart_style import tone_colour
from components.domain.article import word_count
from components.domain.record import Record
from components.exports import marked_text_blocks
from components.exports.chart_catalogue import article_charts
from components.exports.marked_text_blocks import LAYERS, annotated_blocks
from tests.specimen import TEXT, span, specimen

RECORD = specimen()
COLOURS = {"ida-berg": "#111111", "drivers-union": "#222222"}


def marked(chosen: list[str], record: Record = RECORD, **how: str) -> list[tuple[str, str, str]]:
    """(words, style, colour) of every layer, in the order of the text."""
    blocks, _ = annotated_blocks(record, chosen, COLOURS, **how)
    layers = {layer for block in blocks for layer in block.layers}
    return [(TEXT[x.start : x.end], x.name, x.colour) for x in sorted(layers, key=lambda x: (x.start, x.end, x.name))]


@pytest.mark.parametrize(("layer", "words"), [
    ("actors", [("Ida Berg", "actor", "#111111"), ("she", "actor", "#111111"),
                ("The Drivers’ Union", "actor", "#222222"),
                ("It", "actor", "#222222"), ("Berg", "actor", "#111111")]),
    ("quotes", [("“It will serve our grandchildren,”", "content", "#111111"),
                ("that the city had broken a promise in 2019", "content", "#222222")]),
    ("dates", [("Monday", "time", ""), ("2019", "time", ""), ("next year", "time", "")]),
    ("events", [("opened", "event", ""), ("rejected", "event", ""), ("broken", "event", ""), ("lower", "event", "")]),
])  # fmt: skip
def test_a_layer_shows_its_marks(layer: str, words: list[tuple[str, str, str]]) -> None:
    assert marked([layer]) == words


REJECTED = ("rejected", "tone", tone_colour(-0.65))
CLAIMED, BROKEN = (("claimed", "tone", tone_colour(-0.9)), ("broken", "tone", tone_colour(-0.9)))


def test_attitudes_show_the_words_that_judge_in_their_colours() -> None:
    assert marked(["tone"]) == [REJECTED, CLAIMED, BROKEN], "not those too unsure to tell"
    assert marked(["tone"], actor="drivers-union") == [REJECTED, CLAIMED, BROKEN], "its own, and those to it"
    assert marked(["tone"], actor="ida-berg") == [CLAIMED, BROKEN]
    _, order = annotated_blocks(RECORD, ["tone"], COLOURS)
    assert order == ["t-123-writer-drivers-union", "t-161-drivers-union-ida-berg"]


def test_an_attitude_that_no_word_carries_is_its_sentences_and_none_is_not_shown() -> None:
    writers, unions = RECORD.tones
    bare = msgspec.structs.replace(writers, evidence=())
    none = msgspec.structs.replace(unions, label="neutral", score=0.0)
    assert marked(["tone"], msgspec.structs.replace(RECORD, tones=(bare, none))) == [
        ("The Drivers’ Union rejected the toll.", "tone", tone_colour(-0.65))
    ]


def test_layers_lie_over_each_other_and_none_is_none() -> None:
    assert marked([]) == []
    assert len(marked(list(LAYERS))) == 5 + 2 + 3 + 4 + 3


def test_an_actors_marks_alone_are_shown_with_the_dates_beside_them() -> None:
    words = [w for w, _, _ in marked(["actors", "dates", "events", "quotes"], actor="drivers-union")]
    assert words == [
        "The Drivers’ Union", "rejected", "It", "that the city had broken a promise in 2019", "broken", "2019",
    ]  # fmt: skip


def test_ids_stand_in_the_order_of_the_text() -> None:
    _, order = annotated_blocks(RECORD, ["actors", "dates"], COLOURS)
    assert order == ["m-35-43", "d-69-75", "m-112-115", "m-123-141", "m-161-163", "d-210-214", "m-216-220", "d-240-249"]


def test_titles_headings_and_paragraphs_are_told_apart() -> None:
    text = RECORD.text.replace("The Drivers’", "More to come\n\nThe Drivers’", 1)
    at = text.index("More to come")
    heading = msgspec.structs.replace(RECORD.sentences[0], start=at, end=at + 12)
    record = msgspec.structs.replace(RECORD, text=text, sentences=(RECORD.sentences[0], heading))
    blocks, _ = annotated_blocks(record, [], {})
    assert [(b.tag, b.text[:12]) for b in blocks] == [
        ("h2", "Mayor Opens "), ("p", "Mayor Ida Be"), ("h3", "More to come"), ("p", "The Drivers’"),
    ]  # fmt: skip
    assert [b.start for b in blocks] == [0, text.index("Mayor Ida"), at, text.index("The Drivers’")]


def test_a_layer_over_two_paragraphs_is_cut_to_each() -> None:
    first, second = span("she said."), span("The Drivers’")
    over = msgspec.structs.replace(RECORD.quotes[0], content=((first[0], second[1]),))
    blocks, _ = annotated_blocks(msgspec.structs.replace(RECORD, quotes=(over,)), ["quotes"], COLOURS)
    assert [[TEXT[x.start : x.end] for x in b.layers] for b in blocks] == [[], ["she said."], ["The Drivers’"]]
    assert all(
        b.start <= x.start < x.end <= b.end and b.text == TEXT[b.start : b.end] for b in blocks for x in b.layers
    )


def test_the_cost_of_a_long_text_grows_with_its_marks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve thousand words with four thousand marks: counted, as a clock would measure the machine."""
    made: list[int] = []
    replace = msgspec.structs.replace

    def counted(*args: object, **kwargs: object) -> object:
        made.append(1)
        return replace(*args, **kwargs)  # type: ignore[type-var]

    def cuts(paragraphs: int) -> int:
        record = long_record(paragraphs)
        made.clear()
        monkeypatch.setattr(marked_text_blocks.msgspec.structs, "replace", counted)
        blocks, order = annotated_blocks(record, ["dates"], {})
        monkeypatch.undo()
        assert len(order) == 10 * paragraphs and [len(b.layers) for b in blocks] == [10] * paragraphs
        return len(made)

    assert long_record(400).words == 12_000
    assert cuts(400) == 4000 and cuts(200) == 2000


def long_record(paragraphs: int) -> Record:
    """A text of 30 words and 10 dates a paragraph."""
    sentence = "On Monday rain " * 10
    text = "\n\n".join([sentence.strip()] * paragraphs)
    found = [m.span() for m in re.finditer("Monday", text)]
    timexes = tuple(msgspec.structs.replace(RECORD.timexes[0], start=s, end=e) for s, e in found)
    return msgspec.structs.replace(
        RECORD, text=text, words=word_count(text), timexes=timexes, sentences=(), headline=None, actors=(), events=(),
        quotes=(), relations=(), tones=(), unsure=(), loaded=(),
    )  # fmt: skip


def test_doubtful_words_are_marked_always() -> None:
    record = msgspec.structs.replace(RECORD, doubtful=(span("grandchildren"),))
    blocks, order = annotated_blocks(record, [], {})
    layers = [(TEXT[x.start : x.end], x.name) for b in blocks for x in b.layers]
    assert layers == [("grandchildren", "doubtful")] and order == []


ALL = ["timeline", "narrative", "prominence", "presence", "network", "strip", "matrix", "over"]


@pytest.mark.parametrize(("changes", "missing"), [
    ({}, set()), ({"events": ()}, {"timeline", "narrative"}), ({"events": RECORD.events[1:2]}, {"timeline"}),
    ({"actors": ()}, {"prominence", "presence", "network"}), ({"quotes": ()}, {"strip"}),
    ({"tones": ()}, {"matrix", "over"}), ({"tones": RECORD.tones[:1]}, set()),
    ({"tones": tuple(msgspec.structs.replace(t, label="neutral") for t in RECORD.tones)}, {"matrix", "over"}),
    ({"tones": tuple(msgspec.structs.replace(t, target=None) for t in RECORD.tones)}, {"matrix", "over"}),
])  # fmt: skip
def test_a_record_has_the_charts_that_it_gives(changes: dict[str, object], missing: set[str]) -> None:
    charts = list(article_charts(msgspec.structs.replace(RECORD, **changes)))
    assert [c.name for c in charts] == [name for name in ALL if name not in missing]
    assert all(c.finding and c.note for c in charts)


def test_what_readers_corrected_is_ringed_in_every_chart_of_it() -> None:
    from components.domain.correction_replay import apply_edits
    from components.domain.record import Correction

    edit = Correction(id="c", at="2026-03-04T09:30:00+00:00", by="Ann", what="actors/ida-berg/role",
                      after=msgspec.Raw(b'"Clerk"'))  # fmt: skip
    plain = {c.name: c.figure.to_json() for c in article_charts(RECORD)}
    ringed = {c.name: c.figure.to_json() for c in article_charts(apply_edits(RECORD, [edit]))}
    assert {name for name in plain if plain[name] != ringed[name]} >= {"presence"}
    assert plain["timeline"] == ringed["timeline"]
