"""A part's weights, read back from the 8-bit file that ships: training may go on from it."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def weights_of(path: Path) -> dict[str, Tensor]:
    """The weights of an int8 ONNX file of ``export.py`` by their names in torch, off by its rounding."""
    graph = onnx.load(path).graph
    kept = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {name: torch.tensor(kept[name]) for name in kept if name.endswith((".bias", ".weight"))}

    def plain(name: str) -> Tensor:
        base = name.removesuffix("_quantized")
        whole = kept[name].astype("float32") - kept[f"{base}_zero_point"].astype("float32")
        return torch.tensor(whole * kept[f"{base}_scale"])

    for node in graph.node:
        if node.op_type == "MatMulInteger":
            # "/upper/layers.0/query/MatMul_quant"
            name = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
            out[f"{name}.weight"] = plain(node.input[1]).T.contiguous()
    for name in kept:
        if name.endswith(".weight_quantized"):  # an embedding
            out[name.removesuffix("_quantized")] = plain(name)
    return out
