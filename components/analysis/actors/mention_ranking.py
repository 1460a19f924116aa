"""Whether two mentions are of one actor: the learned mention-pair ranker's features and scores.

Mention ranking with "none before it" among the choices (Durrett and Klein 2013; Lee et al. 2017). Trained with
training/mentions.py; the same features are computed here and there.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.analysis.encoder.onnx_model import Floats, model_file
from components.domain.record import ActorKind, Form

Ints = npt.NDArray[np.int64]
PAIRS = 2048  # that are scored at once
FAR = 60  # mentions back in which an antecedent is looked for
FORMS: tuple[Form, ...] = ("name", "nominal", "pronoun")
KINDS: tuple[ActorKind, ...] = ("person", "place", "organisation")
_CLASSES = (
    frozenset(("he", "him", "his", "himself")),
    frozenset(("she", "her", "hers", "herself")),
    frozenset(("it", "its", "itself")),
    frozenset(("they", "them", "their", "theirs", "themselves")),
    frozenset(("i", "me", "my", "mine", "myself")),
    frozenset(("we", "us", "our", "ours", "ourselves")),
    frozenset(("you", "your", "yours", "yourself")),
    frozenset(("who", "which", "that", "whom", "whose")),
    frozenset(("this", "these", "those", "here", "there", "one")),
)
_CLASS = {word: k for k, some in enumerate(_CLASSES) for word in some}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"))
_INDEFINITE = frozenset(("a", "an", "some", "several", "many", "another", "any", "no", "one", "two", "three"))


@dataclass(frozen=True, slots=True)
class RankerMention:
    """A mention as the ranker sees it.

    words: lower case, in order. head: its head word. sentence: its number. start, end: characters, end-exclusive.
    """

    form: Form
    kind: ActorKind
    words: tuple[str, ...]
    head: str
    sentence: int
    start: int
    end: int

    @property
    def pronoun(self) -> int:
        """The class of a pronoun; -1 for other mentions."""
        if self.form != "pronoun":
            return -1
        return _CLASS.get(self.head, len(_CLASSES) - 1)


def _alone(one: RankerMention) -> list[float]:
    """What a mention is in itself: 25 numbers."""
    out = [0.0] * 25
    out[FORMS.index(one.form)] = 1
    out[3 + KINDS.index(one.kind)] = 1
    if one.pronoun >= 0:
        out[6 + one.pronoun] = 1
    first = one.words[0] if one.words else ""
    out[15] = first in _DEFINITE
    out[16] = first in _INDEFINITE
    out[17] = first not in _DEFINITE and first not in _INDEFINITE
    out[18] = min(len(one.words), 8) / 8
    out[19] = one.head.endswith("s") and one.form == "nominal"
    out[20] = len(one.words) == 1
    out[21] = one.sentence == 0
    out[22] = min(one.sentence, 20) / 20
    return out


ALONE = 25
BOTH = 30


class MentionTable:
    """The sides as columns, so that one mention is compared with many at once."""

    def __init__(self, sides: Sequence[RankerMention]) -> None:
        words = {w: n for n, w in enumerate(dict.fromkeys(w for s in sides for w in (*s.words, s.head)))}
        whole = {w: n for n, w in enumerate(dict.fromkeys(s.words for s in sides))}
        self.sentence = np.array([s.sentence for s in sides], "int64")
        self.start, self.end = np.array([s.start for s in sides], "int64"), np.array([s.end for s in sides], "int64")
        self.kind = np.array([KINDS.index(s.kind) for s in sides], "int64")
        self.form = np.array([FORMS.index(s.form) for s in sides], "int64")
        self.pronoun = np.array([s.pronoun for s in sides], "int64")
        self.head = np.array([words[s.head] for s in sides], "int64")
        self.last = np.array([words[s.words[-1]] if s.words else -1 for s in sides], "int64")
        self.words = np.array([whole[s.words] for s in sides], "int64")
        self.plural = np.array([s.head.endswith("s") for s in sides])
        letters = ["".join(w[:1] for w in s.words if w[:1].isalpha()) for s in sides]
        spelt = {w: n for n, w in enumerate(dict.fromkeys((*letters, *(s.head for s in sides))))}
        self._initials = np.array([spelt[w] for w in letters], "int64")
        # A head word of one letter is no acronym.
        self._acronym = np.array([spelt[s.head] if len(s.head) > 1 else -1 for s in sides], "int64")
        # Each side's words by their numbers, in as many columns as the longest has: sides x words, or sides x sides,
        # would be gigabytes where a long text names thousands.
        self._holds = _padded([[words[w] for w in dict.fromkeys(s.words)] for s in sides])
        telling = [[words[w] for w in dict.fromkeys(s.words) if w not in _DEFINITE] for s in sides]
        self._tells = _padded(telling)
        self._count = np.array([len(t) for t in telling], "float32")

    def pair_features(self, later: Ints, earlier: Ints) -> Floats:
        """What each mention of ``earlier`` is to the one of ``later`` at its place: pairs x 30."""
        a, at = earlier, later
        out = np.zeros((len(a), BOTH), "float32")
        rows = np.arange(len(a))
        out[rows, np.searchsorted((0, 1, 2, 4, 8), self.sentence[at] - self.sentence[a])] = 1
        out[rows, 6 + np.searchsorted((1, 2, 3, 7, 15, 31), at - a)] = 1
        out[:, 13] = self.kind[a] == self.kind[at]
        out[:, 14] = self.head[a] == self.head[at]
        out[:, 15] = self.words[a] == self.words[at]
        out[:, 16] = (self._holds[a] == self.head[at][:, None]).any(-1)
        out[:, 17] = (self._holds[at] == self.head[a][:, None]).any(-1)
        one, two = self._tells[a], self._tells[at]
        shared = np.zeros(len(a), "float32")
        for column in two.T:
            shared += ((one == column[:, None]) & (column >= 0)[:, None]).any(-1)
        either = self._count[a] + self._count[at] - shared
        out[:, 18] = shared / np.maximum(1, either)
        one, two = self.pronoun[a], self.pronoun[at]
        out[:, 19] = (one == two) & (two >= 0)
        out[:, 20] = (one >= 0) & (two >= 0) & (one != two)
        out[:, 21] = ((one == 0) & (two == 1)) | ((one == 1) & (two == 0))
        singular = (0, 1, 4)
        out[:, 22] = (np.isin(one, singular) & (two == 3)) | ((one == 3) & np.isin(two, singular))
        out[:, 23] = (self.start[a] <= self.start[at]) & (self.end[at] <= self.end[a])
        out[:, 24] = (self.start[at] <= self.start[a]) & (self.end[a] <= self.end[at])
        out[:, 25] = self.last[a] == self.last[at]
        out[:, 26] = (self.form[a] == 0) & (self.form[at] == 1) & (shared > 0)
        out[:, 27] = self._initials[a] == self._acronym[at]
        out[:, 28] = self.plural[a] == self.plural[at]
        out[:, 29] = 1
        return out


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    """Rows of numbers as columns, -1 where a row is shorter than the longest."""
    out = np.full((len(rows), max((len(r) for r in rows), default=0)), -1, "int64")
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return out


def mention_features(sides: Sequence[RankerMention]) -> Floats:
    """N x 25."""
    return np.array([_alone(s) for s in sides], "float32").reshape(len(sides), ALONE)


def name_numbers(sides: Sequence[RankerMention]) -> list[int]:
    """The numbers of the mentions that are names."""
    return [k for k, side in enumerate(sides) if side.form == "name"]


def candidate_antecedents(names: Sequence[int], at: int) -> list[int]:
    """The mentions before one that may be of the same actor: the last ones, and names (``named``) from anywhere."""
    near = max(0, at - FAR)
    far = bisect.bisect_left(names, near)
    return [*names[max(0, far - FAR) : far], *range(near, at)]


@functools.cache
def _weights() -> dict[str, Floats]:
    with np.load(model_file("pairs.npz")) as data:
        return {name: data[name].astype("float32") for name in data.files}


class MentionRanker:
    """Scores antecedents of mentions; ``vectors`` are the finder's, N x 128, in the order of ``sides``."""

    def __init__(self, sides: Sequence[RankerMention], vectors: Floats) -> None:
        self._table, self._v, self._w = MentionTable(sides), vectors, _weights()
        own = mention_features(sides)
        w = self._w
        self._later = vectors @ w["later.weight"].T + own @ w["own_later.weight"].T + w["later.bias"]
        self._earlier = vectors @ w["earlier.weight"].T + own @ w["own_earlier.weight"].T
        none = np.maximum(vectors @ w["none.weight"].T + own @ w["own_none.weight"].T + w["none.bias"], 0)
        self._none = none @ w["none_out.weight"].T[:, 0] + w["none_out.bias"][0]

    def antecedent_probabilities(self, wanted: Sequence[tuple[int, Sequence[int]]]) -> list[Floats]:
        """For each (mention, those before it) how likely each of these is of the same actor; last: that none is."""
        if not wanted:
            return []
        asked, many = np.array([at for at, _ in wanted], "int64"), np.array([len(b) for _, b in wanted], "int64")
        later = np.repeat(asked, many)
        earlier = np.fromiter(itertools.chain.from_iterable(b for _, b in wanted), "int64", len(later))
        parts = [self._scores(later[n : n + PAIRS], earlier[n : n + PAIRS]) for n in range(0, len(later), PAIRS)]
        scores = np.concatenate([np.zeros(0, "float32"), *parts])
        # "None" ends what is asked about each mention.
        ends = np.cumsum(many)
        scores = np.insert(scores, ends, self._none[asked])
        starts = np.concatenate([[0], (ends + np.arange(1, len(ends) + 1))[:-1]])
        made = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), many + 1))
        made /= np.repeat(np.add.reduceat(made, starts), many + 1)
        return np.split(made, starts[1:])

    def _scores(self, later: Ints, earlier: Ints) -> Floats:
        w = self._w
        # In place: these arrays are the largest there are here.
        product = self._v[earlier]
        product *= self._v[later]
        hidden = product @ w["product.weight"].T
        hidden += self._table.pair_features(later, earlier) @ w["both.weight"].T
        hidden += self._later[later]
        hidden += self._earlier[earlier]
        np.maximum(hidden, 0, out=hidden)
        return np.asarray(hidden @ w["out.weight"].T[:, 0] + w["out.bias"][0], "float32")
