"""Train a larger encoder for tone alone: twice as deep and wide as what ships, it teaches the shipped head best.

    python -m training.large --eval FOLDER --base FOLDER --large FOLDER --out FILE.pt [--passes 4] [--seed 0]

MPNet (Song et al. 2020), started from all-mpnet-base-v2 (12 layers of 768): ``--large`` is its folder with
``model.safetensors`` and ``config.json``. The target is marked at its first layer, as ``teacher.py`` has it. Its
vocabulary is BERT's, moved by four, so that it reads the same pieces; ``--base`` is only asked for those.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.encoder import bias_of
from training.examples import Example
from training.teacher import asked, rows_of, taught

MOVED = 4  # how far MPNet's piece numbers lie above BERT's
BEGIN, END = (101, 0), (102, 2)  # BERT's [CLS] and [SEP], MPNet's <s> and </s>
PADDING = 1  # MPNet's <pad>: its places are counted from the pieces that are none
DECAY = 0.9  # of the learning rate from one layer to the one below it


class Large(nn.Module):
    """MPNet with the target marked at its first layer, and a tone head over the first piece and the target's pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        wide = self.encoder.config.hidden_size
        self.marks = nn.Embedding(2, wide)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.mix, self.out, self.dropout = nn.Linear(2 * wide, wide), nn.Linear(wide, 3), nn.Dropout(0.1)

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """B x 3 logits of examples of one row each."""
        ids, mask, marks = rows_of(batch)
        ids = moved(ids).masked_fill(mask == 0, PADDING)
        x = self.encoder.embeddings(input_ids=ids) + self.marks(marks)
        x = self.encoder.encoder(x, attention_mask=bias_of(mask))[0]
        on = marks.to(x.dtype)[:, :, None]
        target = (x * on).sum(1) / on.sum(1).clamp(min=1.0)
        return (self.out(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([x[:, 0], target], -1)))))),)

    def groups(self, rate: float) -> list[dict]:
        """Parameters with their learning rates: the lower a layer, the less it moves."""
        layers = self.encoder.encoder.layer
        made = [
            {"params": list(layer.parameters()), "lr": rate * DECAY ** (len(layers) - 1 - at)}
            for at, layer in enumerate(layers)
        ]
        inside = {id(p) for g in made for p in g["params"]}
        low = [p for p in self.encoder.parameters() if p.requires_grad and id(p) not in inside]
        head = [p for n, p in self.named_parameters() if not n.startswith("encoder.")]
        return [*made, {"params": low, "lr": rate * DECAY ** len(layers)}, {"params": head, "lr": rate * 5}]


def moved(ids: Tensor) -> Tensor:
    """BERT's piece numbers -> MPNet's."""
    out = ids + MOVED
    for bert, mpnet in (BEGIN, END):
        out[ids == bert] = mpnet
    return out


def main() -> None:
    """See the module."""
    parser = asked(__doc__, rate=5e-5)
    parser.add_argument("--large", type=Path, required=True)
    args = parser.parse_args()
    taught(args, lambda: Large(args.large), lambda model: model.groups(args.rate), longest=0.99)


if __name__ == "__main__":
    main()
