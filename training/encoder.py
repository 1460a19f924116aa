"""The encoder that Dateline's learned steps share: a trunk of three layers, then three layers for each task.

BERT's architecture (Devlin et al. 2019) at MiniLM's size (Wang et al. 2020: 384 wide, 12 heads), started from
all-MiniLM-L6-v2. The trunk reads each sentence once; a task's upper layers read what it made, with marks added to it.
Shapes: B sequences of T pieces, 384 wide. Masks are 1 for a piece, 0 for padding.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from components.analysis.tone.attitude_model import KINDS

WIDTH = 384
HEADS = 12
INNER = 1536
SHARED = 3  # layers of the trunk
UPPER = 3  # layers of each task


class Layer(nn.Module):
    """One encoder layer: attention, then a feed-forward net, each with its residual and normalisation."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.keep = False  # whether to keep what each piece looks at, B x T x T, of the last call
        self.looks: Tensor | None = None

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """B x T x 384 and an additive attention bias B x 1 x 1 x T -> B x T x 384."""
        b, t, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = (q @ k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5 + bias.to(q.dtype)
        looks = scores.softmax(-1)
        if self.keep:
            self.looks = looks.mean(1)
        mixed = (looks.to(v.dtype) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.out_norm(x + self.out(mixed))
        return self.narrow_norm(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))

    def load(self, weights: Mapping[str, Tensor], at: int) -> None:
        """Take layer ``at`` of a BERT checkpoint."""
        names = {
            "attention.self.query": self.query,
            "attention.self.key": self.key,
            "attention.self.value": self.value,
            "attention.output.dense": self.out,
            "attention.output.LayerNorm": self.out_norm,
            "intermediate.dense": self.wide,
            "output.dense": self.narrow,
            "output.LayerNorm": self.narrow_norm,
        }
        with torch.no_grad():
            for name, part in names.items():
                part.weight.copy_(weights[f"encoder.layer.{at}.{name}.weight"])
                part.bias.copy_(weights[f"encoder.layer.{at}.{name}.bias"])


def bias_of(mask: Tensor) -> Tensor:
    """The additive bias that keeps attention off padding: B x T -> B x 1 x 1 x T."""
    return (1.0 - mask.float())[:, None, None, :] * -10000.0


class Trunk(nn.Module):
    """Embeddings and the lower layers: piece ids B x T -> B x T x 384."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        words = weights["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding(len(words), WIDTH)
        self.places = nn.Parameter(weights["embeddings.position_embeddings.weight"].clone())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(SHARED)])
        with torch.no_grad():
            self.words.weight.copy_(words)
            # All pieces are of segment 0: its embedding becomes a part of the places'.
            self.places += weights["embeddings.token_type_embeddings.weight"][0]
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        # Few of the 30,522 pieces stand in the data: trained, they would drift from those that don't.
        self.words.weight.requires_grad_(False)
        for at, layer in enumerate(self.layers):
            layer.load(weights, at)

    def embedded(self, ids: Tensor) -> Tensor:
        """What goes into the first layer: B x T x 384."""
        made: Tensor = self.dropout(self.norm(self.words(ids) + self.places[: ids.shape[1]]))
        return made

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """See the class."""
        x = self.embedded(ids)
        bias = bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Upper(nn.Module):
    """A task's own layers over what the trunk made, with an embedding added for each piece's mark.

    marks: B x T, 0 for none. What a mark means is the task's: the target of a tone, the cue of a quote, the sentence.
    """

    def __init__(self, weights: Mapping[str, Tensor], marks: int) -> None:
        super().__init__()
        self.marks = nn.Embedding(marks, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.05)
        self.layers = nn.ModuleList([Layer() for _ in range(UPPER)])
        for at, layer in enumerate(self.layers):
            layer.load(weights, SHARED + at)

    def forward(self, x: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """B x T x 384 -> B x T x 384."""
        x = x + self.marks(marks)
        bias = bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class MarkedTone(nn.Module):
    """Tone towards the marked pieces (mark 1), or of the whole sentence where none is marked: B x 3 logits.

    One pass over a sentence for each target: what the trunk was trained with beside the other tasks. It isn't shipped.
    """

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.upper = Upper(weights, 2)
        self.mix = nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """See the class."""
        x = self.upper(x, mask, marks)
        on = marks.to(x.dtype)[:, :, None]
        target = (x * on).sum(1) / on.sum(1).clamp(min=1.0)
        return self.out(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([x[:, 0], target], -1))))))


class AskedLayer(nn.Module):
    """A question asks the read sentence: attention from B x K x 384 over B x T x 384, then a feed-forward net."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.out_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, q: Tensor, x: Tensor, bias: Tensor) -> Tensor:
        """See the class."""
        b = x.shape[0]  # not len(): a trace would keep its number

        def split(y: Tensor) -> Tensor:
            return y.view(b, -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(q)) @ split(self.key(x)).transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        looks = (scores + bias.to(scores.dtype)).softmax(-1)
        mixed = (looks.to(x.dtype) @ split(self.value(x))).transpose(1, 2).reshape(b, -1, WIDTH)
        q = self.out_norm(q + self.dropout(self.out(mixed)))
        return self.narrow_norm(q + self.dropout(self.narrow(F.gelu(self.wide(q)))))


class AttitudeHead(nn.Module):
    """Does a holder speak well or ill of a target? All questions on a sentence in one pass: B x K x 3 logits.

    held, targets: B x K x T, 1 on the pieces of each question's holder (or the words that are the holder's) and
    target. kinds: B x K, numbers of KINDS. The layers don't know the questions: each asks the read sentence
    twice.
    """

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer() for _ in range(UPPER)])
        for at, layer in enumerate(self.layers):
            layer.load(weights, SHARED + at)
        self.kinds = nn.Embedding(len(KINDS), WIDTH)
        self.ask = nn.Linear(2 * WIDTH, WIDTH)
        self.asked = nn.ModuleList([AskedLayer() for _ in range(2)])
        self.mix = nn.Linear(4 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(0.15)

    def forward(self, x: Tensor, mask: Tensor, held: Tensor, targets: Tensor, kinds: Tensor) -> Tensor:
        """See the class."""
        bias = bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)

        def mean(on: Tensor) -> Tensor:
            on = on.to(x.dtype)
            return (on @ x) / on.sum(-1, keepdim=True).clamp(min=1.0)

        holder, target = mean(held), mean(targets)
        q = self.ask(torch.cat([holder, target], -1)) + self.kinds(kinds)
        for layer in self.asked:
            q = layer(q, x, bias)
        first = x[:, :1].expand(-1, target.shape[1], -1)
        mixed = torch.tanh(self.mix(self.dropout(torch.cat([first, holder, target, q], -1))))
        return self.out(self.dropout(mixed))


class MarkedQuotes(nn.Module):
    """Cues, and the parts of one cue's attribution, known from the first layer on: the teacher of ``QuoteHead``.

    Marks 0 to 3 stand for the sentence (earlier, this, next, later), plus 4 on the pieces of the cue that is asked for.
    -> B x T x 3 cue logits (none, begin, inside), B x T x 3 part logits (none, source, content).
    """

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.upper = Upper(weights, 8)
        self.cues = nn.Linear(WIDTH, 3)
        self.parts = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        x = self.dropout(self.upper(x, mask, marks))
        return self.cues(x), self.parts(x)


class QuoteHead(nn.Module):
    """What ships: cues, by layers that read a text once; its last layer alone reads it again for each cue's parts."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer() for _ in range(UPPER - 1)])
        for at, layer in enumerate(self.layers):
            layer.load(weights, SHARED + at)
        self.cues = nn.Linear(WIDTH, 3)
        self.marks = nn.Embedding(8, WIDTH)
        self.last = Layer()
        self.last.load(weights, SHARED + UPPER - 1)
        self.parts = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(0.1)

    def take(self, marked: Mapping[str, Tensor]) -> None:
        """Begin with the weights of ``MarkedQuotes``."""
        names = {f"upper.layers.{UPPER - 1}.": "last.", "upper.": ""}
        known = {}
        for name, value in marked.items():
            old = next((old for old in names if name.startswith(old)), "")
            known[names.get(old, "") + name.removeprefix(old)] = value
        self.load_state_dict(known)

    def read(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """B x T x 384 -> B x T x 3 cue logits (none, begin, inside), and B x T x 384 for ``asked``."""
        bias = bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return self.cues(self.dropout(x)), x

    def asked(self, x: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Windows of what was read, marks as in ``MarkedQuotes`` -> B x T x 3 logits (none, source, content)."""
        return self.parts(self.dropout(self.last(x + self.marks(marks), bias_of(mask))))


REACH = 64  # pieces between a mention's head word and its borders
POINT = 64  # width of what points to borders
WORD_MARKS = (
    127  # what a word's capitals, entity and part of speech make: components/analysis/actors/mention_detection.py
)
MENTION = 128  # width of what a mention is compared by


class MentionOutputs(nn.Module):
    """Mentions by their head words (after Dobrovolskii 2021), their borders, and vectors to compare them by.

    States B x T x ``wide`` -> B x T x 10 logits (none, then person, place, organisation, each as name, nominal,
    pronoun); pointers from a head word (B x T x 2 x 64) to its first and last piece (B x T x 2 x 64); B x T x 128
    vectors.
    """

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.kinds = nn.Linear(wide, 10)
        self.origin = nn.Linear(wide, 2 * POINT)
        self.border = nn.Linear(wide, 2 * POINT)
        self.vector = nn.Linear(wide, MENTION)
        self.far = nn.Parameter(torch.zeros(2, 2 * REACH + 1))  # what a distance from the head word speaks for
        self.dropout = nn.Dropout(0.1)

    def said(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """See the class."""
        x = self.dropout(x)
        b, t, _ = x.shape
        origin, border = self.origin(x).view(b, t, 2, POINT), self.border(x).view(b, t, 2, POINT)
        return self.kinds(x), origin, border, self.vector(x)


class MentionHead(MentionOutputs):
    """What ships: the outputs over layers of their own. The marks are those of actors/mention_detection.py."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__(WIDTH)
        self.upper = Upper(weights, WORD_MARKS)

    def forward(self, x: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """See the class."""
        return self.said(self.upper(x, mask, marks))


def halved() -> torch.autocast:
    """Sums at 16 bit where the machine has instructions for them: elsewhere they take a hundred times as long."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


def checkpoint(folder: Path) -> dict[str, Tensor]:
    """The weights of the base encoder, from its folder."""
    from safetensors.torch import load_file

    return {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
