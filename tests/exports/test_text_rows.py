"""The marks in the text as a list: under their paragraphs, of the layers that are on."""

from __future__ import annotations

from components.exports.marked_text_blocks import LAYERS, annotated_blocks
from components.exports.text_rows import text_rows
from tests.specimen import specimen

RECORD = specimen()


def test_marks_stand_under_their_paragraphs_in_the_order_of_the_text() -> None:
    groups = text_rows(RECORD, ["actors", "quotes"])
    assert [(g.head, g.quiet, [(r.id, r.label) for r in g.rows]) for g in groups] == [
        ("¶ 2", True, [("m-35-43", "Ida Berg"), ("q-serve", "“It will serve our grandchildren,” she said"),
                       ("m-112-115", "she")]),
        ("¶ 3", True, [("m-123-141", "The Drivers’ Union"), ("m-161-163", "It"),
                       ("q-promise", "It claimed that the city had broken a promise in 2019"), ("m-216-220", "Berg")]),
    ]  # fmt: skip


def test_each_says_what_it_is() -> None:
    (group, *_) = text_rows(RECORD, ["actors", "quotes", "dates"])
    assert [r.facts for r in group.rows] == [
        ("Ida Berg · by name",), ("Date · 2 March 2026",), ("Full quote · Ida Berg · named",),
        ("Ida Berg · by pronoun",),
    ]  # fmt: skip
    assert all(r.quoted for r in group.rows), "the words are the article's own"


def test_layers_and_actor_are_those_of_the_text() -> None:
    assert text_rows(RECORD, []) == []
    for actor in (None, "drivers-union"):
        _, order = annotated_blocks(RECORD, list(LAYERS), {}, actor=actor)
        assert [r.id for g in text_rows(RECORD, list(LAYERS), actor=actor) for r in g.rows] == order
