"""A large encoder that teaches: too slow to ship, it is trained for one task and answers for the heads that ship.

MPNet (Song et al. 2020), started from all-mpnet-base-v2 (``unpack.py``), is twice as deep and wide as what ships. It
knows early what a task marks. Its vocabulary is BERT's, moved by four, so that it reads the same pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attitude_examples import Pair
from training.encoder import bias_of
from training.examples import Example

MOVED = 4  # how far MPNet's piece numbers lie above BERT's
BEGIN, END = (101, 0), (102, 2)  # BERT's [CLS] and [SEP], MPNet's <s> and </s>
PADDING = 1  # MPNet's <pad>: its places are counted from the pieces that are none
DECAY = 0.9  # of the learning rate from one layer to the one below it


class Large(nn.Module):
    """MPNet with an embedding for each piece's mark; a task's teacher adds its outputs.

    still: layers that stay as they are and read each window once, to train in less time; the marks come above them.
    """

    def __init__(self, folder: Path, marks: int, still: int = 0) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.still = still
        if still:
            for part in (self.encoder.embeddings, self._layers.relative_attention_bias, *self._layers.layer[:still]):
                part.requires_grad_(False)
        self.kept: dict[tuple, Tensor] = {}  # by window: pieces x 768, 16 bit
        self.wide: int = self.encoder.config.hidden_size
        self.marks = nn.Embedding(marks, self.wide)
        nn.init.normal_(self.marks.weight, std=0.02)

    @property
    def _layers(self) -> nn.Module:
        return self.encoder.encoder

    def states(self, batch: Sequence[Example | Pair]) -> tuple[Tensor, Tensor]:
        """The windows of a batch: states B x T x 768, marks B x T."""
        long = max(map(len, batch))
        mask, marks = torch.zeros(len(batch), long), torch.zeros(len(batch), long, dtype=torch.long)
        for b, e in enumerate(batch):
            marks[b, : len(e)] = torch.tensor(e.marks)
            mask[b, : len(e)] = 1
        bias, x = bias_of(mask), self._lower(batch, mask) if self.still else self._embedded(batch)
        x, far = x + self.marks(marks), self._layers.compute_position_bias(x)
        for layer in self._layers.layer[self.still :]:
            x = layer(x, bias, far)[0]
        return x, marks

    def _embedded(self, batch: Sequence[Example | Pair]) -> Tensor:
        ids = torch.full((len(batch), max(map(len, batch))), PADDING, dtype=torch.long)
        for b, e in enumerate(batch):
            ids[b, : len(e)] = moved(torch.tensor(_ids(e)))
        return self.encoder.embeddings(input_ids=ids)

    @torch.no_grad()
    def _lower(self, batch: Sequence[Example | Pair], mask: Tensor) -> Tensor:
        """What the layers that stay as they are make of a batch; kept while the teacher learns."""
        keys = [_ids(e) for e in batch]
        if all(k in self.kept for k in keys):
            return nn.utils.rnn.pad_sequence([self.kept[k].float() for k in keys], batch_first=True)
        learning = self.training
        self.eval()
        x, bias = self._embedded(batch), bias_of(mask)
        far = self._layers.compute_position_bias(x)
        for layer in self._layers.layer[: self.still]:
            x = layer(x, bias, far)[0]
        self.train(learning)
        if learning:
            self.kept |= {k: x[b, : len(k)].to(torch.bfloat16).clone() for b, k in enumerate(keys)}
        return x.float()

    def groups(self, rate: float, new: float = 5.0) -> list[dict]:
        """Parameters with their learning rates: the lower a layer, the less it moves; outputs ``new`` times more."""
        layers = self._layers.layer
        made = [
            {"params": list(layer.parameters()), "lr": rate * DECAY ** (len(layers) - 1 - at)}
            for at, layer in enumerate(layers)
            if at >= self.still
        ]
        inside = {id(p) for g in made for p in g["params"]}
        low = [p for p in self.encoder.parameters() if p.requires_grad and id(p) not in inside]
        head = [p for n, p in self.named_parameters() if not n.startswith("encoder.")]
        return [*made, {"params": low, "lr": rate * DECAY ** len(layers)}, {"params": head, "lr": rate * new}]


def _ids(window: Example | Pair) -> tuple[int, ...]:
    return tuple(i for k, s, t in window.parts for i in window.rows[k][s:t])


def moved(ids: Tensor) -> Tensor:
    """BERT's piece numbers -> MPNet's."""
    out = ids + MOVED
    for bert, mpnet in (BEGIN, END):
        out[ids == bert] = mpnet
    return out
