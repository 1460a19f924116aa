"""The encoder: pieces and their characters, windows, the same answer twice, clear words where a file is missing."""

from __future__ import annotations

import numpy as np
import pytest

from components.analysis.encoder import onnx_model
from components.analysis.encoder.onnx_model import Window, encode, run_head, shared_tokenizer, start_attitude_head
from components.analysis.encoder.word_pieces import (
    MAX_ROW_PIECES,
    Part,
    pack_windows,
    pieces_touching,
    sentence_rows,
    window_around,
)
from components.domain.errors import ModelMissing

TEXT = "Zoë Müller spoke.  “No,” said 猫 Inc. on Monday."


def test_pieces_stand_for_the_characters_they_are_made_of() -> None:
    rows, row_sentences = sentence_rows(shared_tokenizer(), TEXT, [(0, 17), (19, len(TEXT))])
    assert row_sentences == [0, 1]
    words = [TEXT[s:e] for s, e in rows[0].spans[1:-1]]
    assert "".join(words) == "ZoëMüllerspoke."
    assert rows[0].spans[0] == (0, 0) and rows[1].spans[-1] == (len(TEXT), len(TEXT))
    assert [TEXT[slice(*rows[1].spans[k])] for k in pieces_touching(rows[1].spans, 25, 29)] == ["said"]


def test_a_sentence_that_is_too_long_is_read_in_rows() -> None:
    text = "word " * 5000
    rows, row_sentences = sentence_rows(shared_tokenizer(), text, [(0, len(text))])
    assert set(row_sentences) == {0} and len(rows) == -(-5000 // (MAX_ROW_PIECES - 2))
    assert all(len(r.ids) <= MAX_ROW_PIECES for r in rows)
    assert rows[1].spans[1][0] == rows[0].spans[-1][1] + 1


def test_no_text_has_no_rows() -> None:
    assert sentence_rows(shared_tokenizer(), "", []) == ([], [])
    assert encode([]) == []


def test_windows_hold_whole_rows_and_a_cue_its_neighbours() -> None:
    rows, _ = sentence_rows(shared_tokenizer(), "a b c. " * 40, [(k * 7, k * 7 + 6) for k in range(40)])
    windows = pack_windows(rows, 30)
    assert [p.row for w in windows for p in w] == list(range(40))
    assert all(sum(p.end - p.start for p in w) <= 30 for w in windows)
    parts = window_around(rows, 5, before=8, after=9)
    assert [p.row for p in parts] == [3, 4, 5, 6, 7]
    assert parts[0] == Part(3, 4, 6) and parts[-1] == Part(7, 0, 3)


def test_the_same_text_gives_the_same_numbers() -> None:
    rows, _ = sentence_rows(shared_tokenizer(), TEXT, [(0, 17), (19, len(TEXT))])
    windows = [Window((Part(0, 0, len(rows[0].ids)),), (0,) * len(rows[0].ids))]
    one, two = (run_head("quotes", encode(rows), windows)[0][0] for _ in range(2))
    assert np.array_equal(one, two) and one.shape == (len(rows[0].ids), 3)


def test_the_numbers_are_the_same_on_every_processor() -> None:
    """Those of a processor that adds 8-bit products in full; cut-off sums miss them by 0.07 on the average."""
    text = "Canada and China agreed to a trade deal in Beijing on Friday."
    rows, _ = sentence_rows(shared_tokenizer(), text, [(0, len(text))])
    first = encode(rows)[0][1, :6]
    assert np.abs(first - [0.341, -0.228, 0.106, 0.228, 0.307, 0.178]).mean() < 0.02


@pytest.mark.parametrize("cut", [True, False])
def test_full_sums_are_asked_for_where_a_processor_cuts_them_off_alone(
    monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    monkeypatch.setattr(onnx_model, "_cuts_sums", lambda: cut)
    onnx_model._kept_session.cache_clear()
    options = onnx_model._session("mentions").get_session_options()
    try:
        asked = options.get_session_config_entry("session.x64quantprecision") == "1"
    except RuntimeError:  # not set at all
        asked = False
    onnx_model._kept_session.cache_clear()
    assert asked == cut


def test_all_questions_on_a_row_are_asked_in_one_pass_as_if_each_were_alone() -> None:
    rows, _ = sentence_rows(shared_tokenizer(), TEXT, [(0, 17), (19, len(TEXT))])
    states = encode(rows)
    asked = [[((1,), (2, 3), 0), ((2, 3), (1,), 0)], [((1,), (2,), 1)]]
    together = start_attitude_head(states, asked).result()
    assert [logits.shape for logits in together] == [(2, 3), (1, 3)]
    # Eight-bit activations are scaled by what is read at once: the last digits move with it.
    (alone,) = start_attitude_head(states[:1], [asked[0][1:]]).result()
    assert np.allclose(alone[0], together[0][1], atol=0.25)


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_model, "MODELS", onnx_model.MODELS / "nowhere")
    onnx_model._kept_session.cache_clear()
    with pytest.raises(ModelMissing, match="Fetch Dateline again"):
        encode(sentence_rows(shared_tokenizer(), "a", [(0, 1)])[0])
    onnx_model._kept_session.cache_clear()
