"""Runs the encoder's parts (int8 ONNX, models/): the trunk once over a text's sentences, a task's layers over windows.

Architecture and training: training/encoder.py and docs/models.md. Nothing is fetched; the files are part of Dateline.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from components.analysis.encoder.config import EncoderConfig
from components.analysis.encoder.inference_threads import Ahead, results
from components.analysis.encoder.word_pieces import Part, Row, tokenizer
from components.domain.errors import ModelMissing

Floats = npt.NDArray[np.float32]
AttitudePieces = tuple[Sequence[int], Sequence[int], int]  # of the holder, of the target; the number of the kind
R = TypeVar("R")
DEFAULT_CONFIG = EncoderConfig()
_opening = threading.RLock()
MODELS = Path(__file__).resolve().parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Window:
    """Parts of rows, one after the other, with each piece's mark (what it means is the task's)."""

    parts: tuple[Part, ...]
    marks: tuple[int, ...]

    def __len__(self) -> int:
        """The pieces of the window."""
        return len(self.marks)


def model_file(name: str) -> Path:
    """The path of a model's file; raises ModelMissing where it isn't there."""
    path = MODELS / name
    if not path.exists():
        raise ModelMissing(f"The model file “{name}” isn't there. Fetch Dateline again: it is a part of it.")
    return path


@functools.cache
def _one_thread_a_product() -> None:
    """Keep numpy's own threads from spinning after every product of small matrices."""
    threadpool_limits(1, user_api="blas")


def _opened(name: str, full_sums: bool) -> onnxruntime.InferenceSession:
    path = model_file(f"{name}.onnx")
    _one_thread_a_product()
    options = onnxruntime.SessionOptions()
    # Batches are spread over threads (inference_threads.py), not products: less waiting, and nothing spins meanwhile.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    if full_sums:
        options.add_session_config_entry("session.x64quantprecision", "1")
    options.enable_cpu_mem_arena = False  # else each part holds for good what its largest input took; no faster with
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@functools.cache
def _cuts_sums() -> bool:
    """Whether this processor cuts sums of 8-bit products off at 16 bit, as those without VNNI do.

    Asked by adding the largest ones up: what a processor is called tells it on no two systems alike.
    """
    largest = np.full((8, 64), 255, "uint8")
    (sums,) = _opened("sums", full_sums=False).run(None, {"products": largest})
    return bool((sums != 255 * 127 * 64).any())


def _session(name: str) -> onnxruntime.InferenceSession:
    with _opening:  # several threads may want a part at once that none has opened
        return _kept_session(name)


@functools.cache
def _kept_session(name: str) -> onnxruntime.InferenceSession:
    # Cut off, the same article would read differently; asked for where nothing is, it more than doubles the time.
    return _opened(name, full_sums=_cuts_sums())


@functools.cache
def shared_tokenizer() -> Tokenizer:
    """The vocabulary of pieces, read once."""
    return tokenizer(model_file("pieces.json"))


def softmax(logits: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Probabilities from logits, along the last axis."""
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: npt.NDArray[Any] = weights / weights.sum(-1, keepdims=True)
    return probabilities


def _batches(lengths: Sequence[int], config: EncoderConfig) -> list[list[int]]:
    """Indexes in batches of like lengths, so that little is padded."""
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        # The longest comes last: it decides how wide the batch is.
        length = lengths[index]
        batch = batches[-1] if batches else []
        if (
            batch
            and (len(batch) + 1) * length <= config.max_batch_pieces
            and length <= config.max_length_ratio * lengths[batch[0]] + config.length_allowance
        ):
            batch.append(index)
        else:
            batches.append([index])
    return batches


class Pending(Generic[R]):
    """What the encoder computes for each of several inputs, batch by batch, begun and perhaps not done."""

    def __init__(self, batches: Sequence[Sequence[int]], compute: Callable[[Sequence[int]], list[R]]) -> None:
        """batches: the numbers of the inputs. compute: the results of one batch, in its order."""
        self._batches, self._begun = batches, [Ahead(functools.partial(compute, batch)) for batch in batches]
        self._results: list[R] | None = None

    def result(self) -> list[R]:
        """In the order of the inputs."""
        if self._results is None:
            made = {
                i: one
                for batch, computed in zip(self._batches, results(self._begun), strict=True)
                for i, one in zip(batch, computed, strict=True)
            }
            self._results = [made[i] for i in sorted(made)]
        return self._results


def start_encoding(rows: Sequence[Row], config: EncoderConfig = DEFAULT_CONFIG) -> Pending[Floats]:
    """As ``encode``, begun on other threads."""
    lengths = [len(r.ids) for r in rows]

    def compute(batch: Sequence[int]) -> list[Floats]:
        wide = max(lengths[i] for i in batch)
        ids, mask = np.zeros((len(batch), wide), "int64"), np.zeros((len(batch), wide), "float32")
        for n, i in enumerate(batch):
            ids[n, : lengths[i]] = rows[i].ids
            mask[n, : lengths[i]] = 1
        states = _session("trunk").run(None, {"ids": ids, "mask": mask})[0]
        return [states[n, : lengths[i]] for n, i in enumerate(batch)]

    return Pending(_batches(lengths, config), compute)


def encode(rows: Sequence[Row], config: EncoderConfig = DEFAULT_CONFIG) -> list[Floats]:
    """The trunk's states of each row: pieces x 384."""
    return start_encoding(rows, config).result()


def start_head(head: str, states: Sequence[Floats], windows: Sequence[Window]) -> Pending[tuple[Floats, ...]]:
    """As ``run_head``, begun on other threads."""
    session = _session(head)
    shapes = [list(o.shape) for o in session.get_outputs()]  # "b" windows, "t" pieces
    input_names = {i.name for i in session.get_inputs()}  # some heads take no marks
    lengths = [len(w) for w in windows]

    def compute(batch: Sequence[int]) -> list[tuple[Floats, ...]]:
        wide = max(lengths[i] for i in batch)
        x = np.zeros((len(batch), wide, states[0].shape[1]), "float32")
        mask, marks = np.zeros((len(batch), wide), "float32"), np.zeros((len(batch), wide), "int64")
        for n, i in enumerate(batch):
            at = 0
            for part in windows[i].parts:
                x[n, at : at + part.end - part.start] = states[part.row][part.start : part.end]
                at += part.end - part.start
            mask[n, :at] = 1
            marks[n, :at] = windows[i].marks
        inputs = {"states": x, "mask": mask, "marks": marks}
        outputs = session.run(None, {name: value for name, value in inputs.items() if name in input_names})
        return [
            tuple(
                o[n, : lengths[i]] if shape[:2] == ["b", "t"] else o[n] if shape[0] == "b" else o
                for o, shape in zip(outputs, shapes, strict=True)
            )
            for n, i in enumerate(batch)
        ]

    return Pending(_batches(lengths, DEFAULT_CONFIG), compute)


def run_head(head: str, states: Sequence[Floats], windows: Sequence[Window]) -> list[tuple[Floats, ...]]:
    """What a task's layers say of each window: its outputs, in the model's order, without padding.

    states: of the rows, as ``encode`` gives them. An output may also be one vector a window, or the same for all.
    """
    return start_head(head, states, windows).result()


def start_attitude_head(states: Sequence[Floats], asked: Sequence[Sequence[AttitudePieces]]) -> Pending[Floats]:
    """What the attitude head answers to the questions on each row, all in one pass, begun: K x 3 logits.

    asked: for each of ``states`` its questions.
    """
    session = _session("attitude")
    lengths = [len(s) for s in states]

    def compute(batch: Sequence[int]) -> list[Floats]:
        wide, many = max(lengths[i] for i in batch), max(len(asked[i]) for i in batch)
        x = np.zeros((len(batch), wide, states[0].shape[1]), "float32")
        mask, kinds = np.zeros((len(batch), wide), "float32"), np.zeros((len(batch), many), "int64")
        held, targets = (np.zeros((len(batch), many, wide), "float32") for _ in range(2))
        for n, i in enumerate(batch):
            x[n, : lengths[i]] = states[i]
            mask[n, : lengths[i]] = 1
            for k, (holder, target, kind) in enumerate(asked[i]):
                held[n, k, list(holder)] = 1
                targets[n, k, list(target)] = 1
                kinds[n, k] = kind
        inputs = {"states": x, "mask": mask, "held": held, "targets": targets, "kinds": kinds}
        logits = session.run(None, inputs)[0]
        return [logits[n, : len(asked[i])] for n, i in enumerate(batch)]

    return Pending(_batches(lengths, DEFAULT_CONFIG), compute)
