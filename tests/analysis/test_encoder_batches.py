"""What is read at once changes nothing but the last digits: batches, padding, order, windows, probabilities."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from components.analysis.actors.mention_ranking import MAX_DISTANCE, candidate_antecedents, segment_softmax
from components.analysis.encoder import onnx_model
from components.analysis.encoder.config import EncoderConfig
from components.analysis.encoder.onnx_model import (
    Floats,
    Window,
    encode,
    run_head,
    shared_tokenizer,
    softmax,
    start_attitude_head,
)
from components.analysis.encoder.word_pieces import (
    Part,
    Row,
    pack_windows,
    piece_places,
    piece_spans,
    pieces_touching,
    sentence_rows,
    window_around,
)
from components.analysis.tone.attitude_model import label_pairs

ALL_AT_ONCE = EncoderConfig(max_batch_pieces=10_000, max_length_ratio=1_000.0, length_allowance=1_000)


def row(length: int, first_id: int = 1) -> Row:
    """A row of pieces, two characters each, that begins at ten times its first id."""
    at = 10 * first_id
    spans = tuple((at + 2 * k, at + 2 * k + 2) for k in range(length))
    return Row(tuple(range(first_id, first_id + length)), spans)


# Exact stand-ins for the models: each output depends on all of its row that isn't masked, and on nothing else.
class ExactTrunk:
    """States of two numbers: the piece's id, and the sum of the row's."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def run(self, _: None, inputs: dict[str, Any]) -> list[Floats]:
        ids, mask = inputs["ids"], inputs["mask"]
        self.shapes.append(ids.shape)
        sums = np.broadcast_to((ids * mask).sum(1, keepdims=True), ids.shape)
        return [np.stack([ids, sums], -1).astype("float32")]


@pytest.fixture
def trunk(monkeypatch: pytest.MonkeyPatch) -> ExactTrunk:
    session = ExactTrunk()
    monkeypatch.setattr(onnx_model, "_session", lambda name: {"trunk": session}[name])
    return session


LENGTHS = (3, 40, 7, 7, 1, 22, 128, 8)


@pytest.mark.parametrize("config", [EncoderConfig(), ALL_AT_ONCE, EncoderConfig(max_batch_pieces=1)])
def test_each_row_gets_its_own_states_whatever_it_is_read_with(trunk: ExactTrunk, config: EncoderConfig) -> None:
    rows = [row(length, 100 * number + 1) for number, length in enumerate(LENGTHS)]
    for one, states in zip(rows, encode(rows, config), strict=True):
        expected = [[i, sum(one.ids)] for i in one.ids]
        assert states.tolist() == expected
        assert states.tolist() == encode([one], config)[0].tolist()


@pytest.mark.parametrize(
    ("lengths", "config", "shapes"),
    [
        ((), EncoderConfig(), []),
        ((5,), EncoderConfig(), [(1, 5)]),
        # A batch's longest may be 1.2 times its shortest, and 4 pieces more.
        ((10, 16), EncoderConfig(), [(2, 16)]),
        ((10, 17), EncoderConfig(), [(1, 10), (1, 17)]),
        ((16, 10), EncoderConfig(), [(2, 16)]),
        ((10, 16, 17), EncoderConfig(), [(2, 16), (1, 17)]),
        ((1, 5, 6), EncoderConfig(), [(2, 5), (1, 6)]),
        # A batch has 256 pieces at most, those that pad it included.
        ((128,) * 3, EncoderConfig(), [(2, 128), (1, 128)]),
        ((127,) + (128,) * 2, EncoderConfig(), [(2, 128), (1, 128)]),
        ((2_000, 2_000), EncoderConfig(), [(1, 2_000), (1, 2_000)]),
        (LENGTHS, ALL_AT_ONCE, [(8, 128)]),
        ((4, 4, 4), EncoderConfig(max_batch_pieces=8), [(2, 4), (1, 4)]),
        ((4, 4, 4), EncoderConfig(max_batch_pieces=7), [(1, 4), (1, 4), (1, 4)]),
    ],
)
def test_which_rows_are_read_at_once(
    trunk: ExactTrunk, lengths: tuple[int, ...], config: EncoderConfig, shapes: list[tuple[int, int]]
) -> None:
    encode([row(length) for length in lengths], config)
    assert sorted(trunk.shapes) == sorted(shapes)


class ExactHead:
    """Of each piece the sum of its window's states and its mark; of each window that sum; and the same for all."""

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in ("states", "mask", "marks")]

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(shape=shape) for shape in (["b", "t", 2], ["b"], [1])]

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        sums = (inputs["states"] * inputs["mask"][:, :, None]).sum((1, 2))
        each = np.stack(np.broadcast_arrays(sums[:, None], inputs["marks"]), -1)
        return [each.astype("float32"), sums, np.array([7.0])]


def test_each_window_gets_its_own_outputs_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_model, "_session", lambda _: ExactHead())
    states = [np.full((length, 2), value, "float32") for length, value in ((5, 1.0), (3, 10.0), (9, 100.0))]
    windows = [
        Window((Part(2, 0, 9),), tuple(range(9))),
        Window((Part(0, 1, 4), Part(1, 0, 2)), (5, 6, 7, 8, 9)),
        Window((Part(1, 2, 3),), (4,)),
    ]
    for given in (windows, windows[::-1]):
        outputs = run_head("any", states, given)
        expected = {9: 1800.0, 5: 46.0, 1: 20.0}
        assert [o[0].tolist() for o in outputs] == [[[expected[len(w)], mark] for mark in w.marks] for w in given]
        assert [float(o[1]) for o in outputs] == [expected[len(w)] for w in given]
        assert [o[2].tolist() for o in outputs] == [[7.0]] * 3
    assert run_head("any", states, []) == []


class ExactQuestions:
    """Of each question the sums of the row's states at its holder and its target, and its kind."""

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        values = inputs["states"].sum(-1) * inputs["mask"]
        held, judged = (np.einsum("bkt,bt->bk", inputs[side], values) for side in ("held", "targets"))
        return [np.stack([held, judged, inputs["kinds"]], -1)]


def test_each_question_gets_its_own_answer_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_model, "_session", lambda _: ExactQuestions())
    states = [np.arange(1.0, n + 1, dtype="float32")[:, None] for n in (6, 2, 4)]
    asked: list[Any] = [[((0,), (1, 2), 0), ((5,), (0,), 2)], [((1,), (0,), 1)], [(range(4), (3,), 3)]]
    for order in ((0, 1, 2), (2, 0, 1)):
        found = start_attitude_head([states[n] for n in order], [asked[n] for n in order]).result()
        expected = [[[1.0, 5.0, 0.0], [6.0, 1.0, 2.0]], [[2.0, 1.0, 1.0]], [[10.0, 4.0, 3.0]]]
        assert [logits.tolist() for logits in found] == [expected[n] for n in order]
    assert start_attitude_head([], []).result() == []


# The models themselves: eight-bit numbers are scaled by what is read at once, so the last digits move.
TEXTS = (
    "Moe blasted Anna.",
    "Moe praised Anna for her great courage in a long speech on Monday in the old hall.",
    "Moe met Anna at ten.",
    "Moe called Anna a liar.",
    "Moe accused Anna, who was not in the hall, of the failure of the plan by all in the hall.",
)
QUESTIONS = [(text, (0, 3), (text.index("Anna"), text.index("Anna") + 4)) for text in TEXTS]
LABELS = ["negative", "positive", "neutral", "negative", "negative"]


def real_rows() -> list[Row]:
    return [sentence_rows(shared_tokenizer(), text, [(0, len(text))])[0][0] for text in TEXTS]


def test_a_short_row_reads_the_same_beside_a_long_one() -> None:
    rows = real_rows()
    for one, together in zip(rows, encode(rows, ALL_AT_ONCE), strict=True):
        alone = encode([one])[0]
        assert alone.shape == together.shape == (len(one.ids), 384)
        assert np.abs(alone - together).mean() < 0.25 * np.abs(alone).mean()


def test_a_row_beside_its_like_reads_the_same_to_the_last_digit() -> None:
    one = real_rows()[0]
    alone = encode([one])[0]
    assert all(np.array_equal(alone, again) for again in encode([one, one, one]))


def test_attitudes_are_the_same_to_the_last_digit_in_any_order_and_again() -> None:
    first = list(label_pairs(QUESTIONS))
    assert [label for label, _ in first] == LABELS
    for order in (range(5), (4, 3, 2, 1, 0), (2, 0, 4, 1, 3)):
        assert list(label_pairs(QUESTIONS[i] for i in order)) == [first[i] for i in order]


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (5, 4), (0, 18), (3, 4)])
def test_a_span_that_holds_no_word_of_the_text_is_neutral(span: tuple[int, int]) -> None:
    assert len(TEXTS[0]) == 17
    assert list(label_pairs([(TEXTS[0], span, (12, 16)), (TEXTS[0], (0, 3), span)])) == [("neutral", 1.0)] * 2
    assert next(label_pairs([QUESTIONS[0]]))[0] == "negative"


# Windows
@pytest.mark.parametrize(
    ("lengths", "most", "windows"),
    [
        ([], 10, []),
        ([4], 10, [[0]]),
        ([4, 6], 10, [[0, 1]]),
        ([4, 6, 1], 10, [[0, 1], [2]]),
        ([4, 7], 10, [[0], [1]]),
        ([11], 10, [[0]]),
        ([1, 11, 1], 10, [[0], [1], [2]]),
        ([5, 5, 5, 5], 10, [[0, 1], [2, 3]]),
        ([64, 64, 1], 128, [[0, 1], [2]]),
    ],
)
def test_windows_of_whole_rows(lengths: list[int], most: int, windows: list[list[int]]) -> None:
    rows = [row(length) for length in lengths]
    assert pack_windows(rows, most) == [[Part(n, 0, lengths[n]) for n in window] for window in windows]


def test_a_window_has_128_pieces_unless_told() -> None:
    assert [len(w) for w in pack_windows([row(64)] * 5)] == [2, 2, 1]
    assert [len(w) for w in pack_windows([row(65)] * 3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("centre", "before", "after", "expected"),
    [
        (2, 0, 0, [(2, 0, 5)]),
        (2, 1, 1, [(2, 0, 5)]),
        (2, 2, 2, [(1, 3, 5), (2, 0, 5), (3, 0, 2)]),
        (2, 5, 5, [(1, 0, 5), (2, 0, 5), (3, 0, 5)]),
        (2, 6, 6, [(1, 0, 5), (2, 0, 5), (3, 0, 5)]),
        (2, 7, 7, [(0, 3, 5), (1, 0, 5), (2, 0, 5), (3, 0, 5), (4, 0, 2)]),
        (2, 99, 99, [(0, 0, 5), (1, 0, 5), (2, 0, 5), (3, 0, 5), (4, 0, 5)]),
        (0, 99, 2, [(0, 0, 5), (1, 0, 2)]),
        (4, 2, 99, [(3, 3, 5), (4, 0, 5)]),
    ],
)
def test_a_window_about_a_row(centre: int, before: int, after: int, expected: list[tuple[int, int, int]]) -> None:
    assert window_around([row(5)] * 5, centre, before, after) == [Part(*part) for part in expected]


def test_the_pieces_of_a_window_with_their_characters_and_places() -> None:
    rows = [row(3, 1), row(3, 2), row(3, 3), row(3, 4)]
    parts = [Part(0, 2, 3), Part(1, 0, 3), Part(2, 0, 2), Part(3, 0, 1)]
    assert piece_spans(rows, parts) == [(14, 16), (20, 22), (22, 24), (24, 26), (30, 32), (32, 34), (40, 42)]
    assert piece_places(parts, 1) == [0, 1, 1, 1, 2, 2, 3]
    assert piece_places(parts, 3) == [0, 0, 0, 0, 0, 0, 1]
    assert piece_places(parts, 0) == [1, 2, 2, 2, 3, 3, 3]
    assert piece_places(parts, None) == [1] * 7


@pytest.mark.parametrize(
    ("start", "end", "pieces"),
    [
        (0, 2, [1]), (1, 2, [1]), (2, 3, [2]), (1, 3, [1, 2]), (0, 9, [1, 2, 3]), (5, 7, []), (4, 8, [2, 3]),
        (7, 8, [3]), (9, 12, []), (-5, 0, []),
    ],
)  # fmt: skip
def test_pieces_that_characters_touch(start: int, end: int, pieces: list[int]) -> None:
    """The marks at both ends of a row are no characters."""
    spans = [(0, 0), (0, 2), (2, 5), (7, 9), (9, 9)]
    assert pieces_touching(spans, start, end) == pieces


@pytest.mark.parametrize(
    ("pieces", "most", "lengths"), [(1, 5, [3]), (3, 5, [5]), (4, 5, [5, 3]), (6, 5, [5, 5]), (126, 128, [128])]
)
def test_rows_of_a_sentence(pieces: int, most: int, lengths: list[int]) -> None:
    text = " ".join(["word"] * pieces)
    rows, numbers = sentence_rows(shared_tokenizer(), text, [(0, len(text))], most)
    assert [len(r.ids) for r in rows] == lengths == [len(r.spans) for r in rows]
    assert numbers == [0] * len(lengths)
    inner = [span for r in rows for span in r.spans[1:-1]]
    assert inner == [(5 * k, 5 * k + 4) for k in range(pieces)]
    assert all((r.ids[0], r.ids[-1]) == (rows[0].ids[0], rows[0].ids[-1]) for r in rows)
    assert [(r.spans[0], r.spans[-1]) for r in rows] == [
        ((r.spans[1][0],) * 2, (r.spans[-2][1],) * 2) for r in rows
    ]  # fmt: skip


# Probabilities
def test_softmax_sums_to_one_along_the_last_axis() -> None:
    found = softmax(np.log(np.array([[1.0, 3.0], [2.0, 2.0]])))
    assert found.tolist() == [pytest.approx([0.25, 0.75]), pytest.approx([0.5, 0.5])]
    assert softmax(np.array([1000.0, 1000.0])).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([4], [[0.1, 0.2, 0.3, 0.4]]),
        ([1, 3], [[1.0], [2 / 9, 3 / 9, 4 / 9]]),
        ([2, 2], [[1 / 3, 2 / 3], [3 / 7, 4 / 7]]),
        ([1, 1, 1, 1], [[1.0]] * 4),
    ],
)
@pytest.mark.parametrize("shift", [0.0, 500.0, -500.0])
def test_segments_are_made_probabilities_each_on_its_own(
    lengths: list[int], expected: list[list[float]], shift: float
) -> None:
    scores = np.log(np.array([1.0, 2.0, 3.0, 4.0])) + shift
    found = segment_softmax(scores, np.array(lengths))
    assert [segment.tolist() for segment in found] == [pytest.approx(segment) for segment in expected]


def test_a_far_higher_segment_leaves_the_others_alone() -> None:
    low, high = segment_softmax(np.array([0.0, 0.0, 2000.0, 2000.0]), np.array([2, 2]))
    assert low.tolist() == [0.5, 0.5] and high.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("names", "number", "expected"),
    [
        ([], 0, []),
        ([], 1, [0]),
        ([0, 5], 60, list(range(60))),
        ([0, 5], 61, list(range(61))),
        ([1, 5], 61, list(range(1, 61))),
        ([0, 5, 70], 65, [0, *range(5, 65)]),
        ([0, 4, 5, 70], 65, [0, 4, *range(5, 65)]),
        (list(range(0, 400, 2)), 300, [*range(120, 240, 2), *range(240, 300)]),
    ],
)
def test_which_mentions_may_be_taken_up(names: list[int], number: int, expected: list[int]) -> None:
    assert MAX_DISTANCE == 60
    assert candidate_antecedents(names, number) == expected
