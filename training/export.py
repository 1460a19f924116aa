"""Write a trained model as int8 ONNX, each part in its file: trunk, attitude, quotes (and parts), mentions, marked.

    python -m training.export --model FOLDER/model.pt --base FOLDER --out components/analysis/models

Weights are signed 8-bit by channel, activations are quantised as they come (onnxruntime's dynamic quantisation).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder import WIDTH, AttitudeHead, MentionHead, QuoteHead, checkpoint
from training.train import Model


class Mentions(nn.Module):
    """The mention head, with its borders' distances: kinds, origins, borders, vectors, and 2 x 129 for distances."""

    def __init__(self, head: MentionHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, x: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """See the class."""
        return (*self.head(x, mask, marks), self.head.far * 1.0)


class Method(nn.Module):
    """One method of a module, as a module."""

    def __init__(self, of: nn.Module, name: str) -> None:
        super().__init__()
        self.of, self.name = of, name

    def forward(self, *inputs: Tensor) -> Any:
        """See the method."""
        return getattr(self.of, self.name)(*inputs)


def written(module: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str], path: Path) -> None:
    """One module as int8 ONNX at ``path``."""
    module.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        free = {
            n: {0: "b", 1: "t"} for n in (*names, *outputs) if n not in {"logits", "held", "targets", "kinds", "far"}
        }
        free |= {n: {0: "b", 1: "k", 2: "t"} for n in names if n in {"held", "targets"}}
        free |= {n: {0: "b", 1: "k"} for n in (*names, *outputs) if n in {"logits", "kinds"}}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module, inputs, str(plain), input_names=names, output_names=outputs, dynamic_axes=free,
                opset_version=17, dynamo=False,
            )  # fmt: skip
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    print(path.name, round(path.stat().st_size / 1e6, 2), "MB")


def probe(path: Path) -> None:
    """A product of 64 x 32 bytes of 127, by which encoder.py tells whether a processor cuts off its sums."""
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("MatMulInteger", ["products", "most"], ["sums"])],
        "sums",
        [onnx.helper.make_tensor_value_info("products", onnx.TensorProto.UINT8, ["rows", 64])],
        [onnx.helper.make_tensor_value_info("sums", onnx.TensorProto.INT32, ["rows", 32])],
        [onnx.numpy_helper.from_array(np.full((64, 32), 127, "int8"), "most")],
    )
    made = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(made, path)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="the trunk and the other heads (train.py)")
    for name in ("--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--attitude", type=Path, help="the attitude head (attitude.py)")
    parser.add_argument("--quotes", type=Path, help="the quote head (quotes.py)")
    parser.add_argument("--mentions", type=Path, help="the mention head (mentions.py)")
    parser.add_argument("--parts", nargs="+", default=["sums", "trunk", "attitude", "quotes", "mentions"])
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if "sums" in args.parts:
        probe(args.out / "sums.onnx")
    model = Model(checkpoint(args.base))
    known = torch.load(args.model, map_location="cpu") if args.model else {}
    if args.mentions:
        known = {k: v for k, v in known.items() if not k.startswith("mentions.")}
        known |= {f"mentions.{k}": v for k, v in torch.load(args.mentions, map_location="cpu").items()}
    model.take(known)
    model.eval()
    ids, mask = torch.randint(1000, 2000, (3, 20)), torch.ones(3, 20)
    x, marks = torch.randn(3, 20, WIDTH), torch.ones(3, 20, dtype=torch.long)
    heads = {
        "marked": (model.quotes, ["cues", "parts"]),
        "mentions": (Mentions(model.mentions), ["kinds", "origins", "borders", "vectors", "far"]),
    }
    if "trunk" in args.parts:
        written(model.trunk, (ids, mask), ["ids", "mask"], ["states"], args.out / "trunk.onnx")
        shutil.copy(args.base / "tokenizer.json", args.out / "pieces.json")
    if "attitude" in args.parts:
        attitude = AttitudeHead(checkpoint(args.base))
        attitude.load_state_dict(torch.load(args.attitude, map_location="cpu"))
        on, kinds = torch.ones(3, 2, 20), torch.ones(3, 2, dtype=torch.long)
        given = ["states", "mask", "held", "targets", "kinds"]
        written(attitude, (x, mask, on, on, kinds), given, ["logits"], args.out / "attitude.onnx")
    if "quotes" in args.parts:
        quotes = QuoteHead(checkpoint(args.base))
        quotes.load_state_dict(torch.load(args.quotes, map_location="cpu"))
        given = ["states", "mask", "marks"]
        written(Method(quotes, "read"), (x, mask), given[:2], ["cues", "read"], args.out / "quotes.onnx")
        written(Method(quotes, "asked"), (x, mask, marks), given, ["parts"], args.out / "parts.onnx")
    for name, (module, outputs) in heads.items():
        if name in args.parts:
            written(module, (x, mask, marks), ["states", "mask", "marks"], outputs, args.out / f"{name}.onnx")


if __name__ == "__main__":
    main()
