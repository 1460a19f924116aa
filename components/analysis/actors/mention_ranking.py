"""Whether two mentions are of one actor: the learned mention-pair ranker's scores.

Mention ranking with "none before it" among the choices (Durrett and Klein 2013; Lee et al. 2017). Trained with
training/mentions.py, which asks about the same pairs.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Sequence

import numpy as np

from components.analysis.actors.mention_features import Ints, MentionTable, RankerMention, mention_features
from components.analysis.encoder.onnx_model import Floats, model_file

PAIRS_PER_BATCH = 2048  # pairs that are scored at once: bounds the memory
# Of training, too: another distance asks for new weights.
MAX_DISTANCE = 60  # mentions back to which an antecedent is looked for; and as many names before these


def name_numbers(mentions: Sequence[RankerMention]) -> list[int]:
    """The numbers of the mentions that are names."""
    return [number for number, mention in enumerate(mentions) if mention.form == "name"]


def candidate_antecedents(names: Sequence[int], number: int) -> list[int]:
    """The mentions before one that may be of the same actor: the last ones, and before these the last names.

    names: the numbers of the mentions that are names, as ``name_numbers`` gives them.
    """
    first = max(0, number - MAX_DISTANCE)
    names_before = bisect.bisect_left(names, first)
    return [*names[max(0, names_before - MAX_DISTANCE) : names_before], *range(first, number)]


def segment_softmax(scores: Floats, lengths: Ints) -> list[Floats]:
    """Probabilities from the scores of segments that stand one after the other, each segment's on their own.

    scores: as many as all ``lengths`` together; no segment is empty.
    """
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    probabilities = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths))
    probabilities /= np.repeat(np.add.reduceat(probabilities, starts), lengths)
    return np.split(probabilities, starts[1:])


@functools.cache
def _weights() -> dict[str, Floats]:
    with np.load(model_file("pairs.npz")) as data:
        return {name: data[name].astype("float32") for name in data.files}


class MentionRanker:
    """Scores antecedents of mentions.

    vectors: what the detection compares each mention by, mentions x 128, in the order of ``mentions``.
    """

    def __init__(self, mentions: Sequence[RankerMention], vectors: Floats) -> None:
        self._table, self._vectors, self._weights = MentionTable(mentions), vectors, _weights()
        features = mention_features(mentions)
        w = self._weights
        # A pair's hidden layer is a sum: what each mention adds to it is worked out once (mentions x 128).
        self._later = vectors @ w["later.weight"].T + features @ w["own_later.weight"].T + w["later.bias"]
        self._earlier = vectors @ w["earlier.weight"].T + features @ w["own_earlier.weight"].T
        hidden = np.maximum(vectors @ w["none.weight"].T + features @ w["own_none.weight"].T + w["none.bias"], 0)
        self._none = hidden @ w["none_out.weight"].T[:, 0] + w["none_out.bias"][0]  # scores of "none before it"

    def antecedent_probabilities(self, candidates: Sequence[tuple[int, Sequence[int]]]) -> list[Floats]:
        """For each (mention, those before it) how likely each of these is of the same actor; last: that none is."""
        if not candidates:
            return []
        mentions = np.array([number for number, _ in candidates], "int64")
        counts = np.array([len(numbers) for _, numbers in candidates], "int64")
        later = np.repeat(mentions, counts)
        earlier = np.fromiter(itertools.chain.from_iterable(numbers for _, numbers in candidates), "int64", len(later))
        batches = [slice(n, n + PAIRS_PER_BATCH) for n in range(0, len(later), PAIRS_PER_BATCH)]
        scores = np.concatenate([np.zeros(0, "float32"), *(self._scores(later[b], earlier[b]) for b in batches)])
        # "None" ends the candidates of each mention.
        scores = np.insert(scores, np.cumsum(counts), self._none[mentions])
        return segment_softmax(scores, counts + 1)

    def _scores(self, later: Ints, earlier: Ints) -> Floats:
        """The score of each pair."""
        w = self._weights
        # In place: these arrays (pairs x 128) are the largest there are here.
        product = self._vectors[earlier]
        product *= self._vectors[later]
        hidden = product @ w["product.weight"].T
        hidden += self._table.pair_features(later, earlier) @ w["both.weight"].T
        hidden += self._later[later]
        hidden += self._earlier[earlier]
        np.maximum(hidden, 0, out=hidden)
        return np.asarray(hidden @ w["out.weight"].T[:, 0] + w["out.bias"][0], "float32")
