"""Cutting a passage at its marks keeps every letter once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from components.domain.highlight_segments import Layer, cut_into_segments

spans = st.tuples(st.integers(-3, 40), st.integers(-3, 40))


def test_overlapping_layers_are_both_kept() -> None:
    made = cut_into_segments("abcdef", (0, 6), [Layer(0, 4, "quote"), Layer(2, 6, "actor")])
    assert [(s.text, [layer.name for layer in s.layers]) for s in made] == [
        ("ab", ["quote"]),
        ("cd", ["quote", "actor"]),
        ("ef", ["actor"]),
    ]


@given(st.text(max_size=36), spans, st.lists(spans, max_size=6))
def test_the_text_comes_out_whole(text: str, passage: tuple[int, int], marked: list[tuple[int, int]]) -> None:
    made = cut_into_segments(text, passage, [Layer(s, e, f"l{i}") for i, (s, e) in enumerate(marked)])
    start, end = max(0, passage[0]), min(len(text), passage[1])
    assert "".join(s.text for s in made) == text[start : max(start, end)]
    at = start
    for segment in made:
        over = {f"l{i}" for i, (s, e) in enumerate(marked) if s < e and s < at + len(segment.text) and at < e}
        assert {layer.name for layer in segment.layers} == over
        at += len(segment.text)
