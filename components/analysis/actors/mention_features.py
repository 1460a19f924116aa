"""What the learned mention-pair ranker is told of mentions and pairs of them; training computes the same features here.

The columns have the places that the trained weights (models/pairs.npz) know them by.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from components.analysis.actors.lexicon import DEFINITE_DETERMINERS, INDEFINITE_DETERMINERS, PRONOUN_CLASSES
from components.analysis.encoder.onnx_model import Floats
from components.domain.record import ActorKind, Form

Ints = npt.NDArray[np.int64]
Key = TypeVar("Key", bound=Hashable)
FORMS: tuple[Form, ...] = ("name", "nominal", "pronoun")
KINDS: tuple[ActorKind, ...] = ("person", "place", "organisation")
NO_PRONOUN = -1


class PronounClass(IntEnum):
    """The classes of pronouns, in the order of the lexicon."""

    HE = 0
    SHE = 1
    IT = 2
    THEY = 3
    I = 4  # noqa: E741 - the word
    WE = 5
    YOU = 6
    RELATIVE = 7
    OTHER = 8


class MentionFeature(IntEnum):
    """The columns of what a mention is in itself; of a group (one column a value) the first."""

    FORM = 0  # 3 columns
    KIND = 3  # 3 columns
    PRONOUN = 6  # 9 columns
    DEFINITE = 15
    INDEFINITE = 16
    NO_DETERMINER = 17
    LENGTH = 18  # words, of at most 8
    PLURAL_DESCRIPTION = 19
    ONE_WORD = 20
    FIRST_SENTENCE = 21
    SENTENCE = 22  # its number, of at most 20
    # 23 and 24 are always 0: what they held was left out, and the trained weights still have their places.


class PairFeature(IntEnum):
    """The columns of what an earlier mention is to a later one; of a group (one column a range) the first."""

    SENTENCE_DISTANCE = 0  # 6 columns
    MENTION_DISTANCE = 6  # 7 columns
    SAME_KIND = 13
    SAME_HEAD = 14
    SAME_WORDS = 15
    HOLDS_LATER_HEAD = 16  # the earlier one's words hold the later one's head word
    HOLDS_EARLIER_HEAD = 17  # and the other way round
    SHARED_WORDS = 18  # of all their words, without determiners: 0..1
    SAME_PRONOUN = 19
    OTHER_PRONOUN = 20
    OTHER_GENDER = 21
    OTHER_NUMBER = 22
    EARLIER_HOLDS_LATER = 23  # by their characters
    LATER_HOLDS_EARLIER = 24
    SAME_LAST_WORD = 25
    DESCRIPTION_SHARES_WORD = 26  # a description that has a word of the name before it
    ACRONYM = 27  # the later head word is made of the earlier one's initials
    SAME_PLURAL = 28
    ALWAYS = 29


MENTION_FEATURES = 25  # columns, as the trained weights have them
PAIR_FEATURES = 30
_SENTENCE_DISTANCES = (0, 1, 2, 4, 8)  # the last distance of each column but the last one, which has all longer ones
_MENTION_DISTANCES = (1, 2, 3, 7, 15, 31)
_SINGULAR = (PronounClass.HE, PronounClass.SHE, PronounClass.I)
_PRONOUN_CLASS = {word: number for number, words in enumerate(PRONOUN_CLASSES) for word in words}


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
        """The class of a pronoun (PronounClass); NO_PRONOUN for other mentions."""
        if self.form != "pronoun":
            return NO_PRONOUN
        return _PRONOUN_CLASS.get(self.head, PronounClass.OTHER)


def _mention_features(mention: RankerMention) -> list[float]:
    """What a mention is in itself: a row of MENTION_FEATURES numbers."""
    row = [0.0] * MENTION_FEATURES
    row[MentionFeature.FORM + FORMS.index(mention.form)] = 1
    row[MentionFeature.KIND + KINDS.index(mention.kind)] = 1
    if mention.pronoun != NO_PRONOUN:
        row[MentionFeature.PRONOUN + mention.pronoun] = 1
    first_word = mention.words[0] if mention.words else ""
    definite, indefinite = first_word in DEFINITE_DETERMINERS, first_word in INDEFINITE_DETERMINERS
    row[MentionFeature.DEFINITE] = definite
    row[MentionFeature.INDEFINITE] = indefinite
    row[MentionFeature.NO_DETERMINER] = not definite and not indefinite
    row[MentionFeature.LENGTH] = min(len(mention.words), 8) / 8
    row[MentionFeature.PLURAL_DESCRIPTION] = mention.head.endswith("s") and mention.form == "nominal"
    row[MentionFeature.ONE_WORD] = len(mention.words) == 1
    row[MentionFeature.FIRST_SENTENCE] = mention.sentence == 0
    row[MentionFeature.SENTENCE] = min(mention.sentence, 20) / 20
    return row


def mention_features(mentions: Sequence[RankerMention]) -> Floats:
    """What each mention is in itself: mentions x MENTION_FEATURES."""
    rows = [_mention_features(mention) for mention in mentions]
    return np.array(rows, "float32").reshape(len(mentions), MENTION_FEATURES)


class MentionTable:
    """Mentions as columns, so that one mention is compared with many at once."""

    def __init__(self, mentions: Sequence[RankerMention]) -> None:
        number_of = _numbered(word for m in mentions for word in (*m.words, m.head))
        phrase_number = _numbered(m.words for m in mentions)
        self.sentence = np.array([m.sentence for m in mentions], "int64")
        self.start = np.array([m.start for m in mentions], "int64")
        self.end = np.array([m.end for m in mentions], "int64")
        self.kind = np.array([KINDS.index(m.kind) for m in mentions], "int64")
        self.form = np.array([FORMS.index(m.form) for m in mentions], "int64")
        self.pronoun = np.array([m.pronoun for m in mentions], "int64")
        self.head = np.array([number_of[m.head] for m in mentions], "int64")
        self.last_word = np.array([number_of[m.words[-1]] if m.words else -1 for m in mentions], "int64")
        self.phrase = np.array([phrase_number[m.words] for m in mentions], "int64")
        self.plural = np.array([m.head.endswith("s") for m in mentions])
        initials = ["".join(w[:1] for w in m.words if w[:1].isalpha()) for m in mentions]
        spelling = _numbered((*initials, *(m.head for m in mentions)))
        self._initials = np.array([spelling[letters] for letters in initials], "int64")
        # A head word of one letter is no acronym.
        self._acronym = np.array([spelling[m.head] if len(m.head) > 1 else -1 for m in mentions], "int64")
        # Each mention's words by their numbers, in as many columns as the longest has: mentions x words, or mentions x
        # mentions, would be gigabytes where a long text names thousands.
        self._words = _padded([[number_of[w] for w in dict.fromkeys(m.words)] for m in mentions])
        content = [[number_of[w] for w in dict.fromkeys(m.words) if w not in DEFINITE_DETERMINERS] for m in mentions]
        self._content_words = _padded(content)
        self._content_count = np.array([len(numbers) for numbers in content], "float32")

    def pair_features(self, later: Ints, earlier: Ints) -> Floats:
        """What each mention of ``earlier`` is to the one of ``later`` at its place: pairs x PAIR_FEATURES.

        later, earlier: numbers of mentions, one of each a pair.
        """
        out = np.zeros((len(earlier), PAIR_FEATURES), "float32")
        pairs = np.arange(len(earlier))
        sentences_apart = self.sentence[later] - self.sentence[earlier]
        out[pairs, PairFeature.SENTENCE_DISTANCE + np.searchsorted(_SENTENCE_DISTANCES, sentences_apart)] = 1
        out[pairs, PairFeature.MENTION_DISTANCE + np.searchsorted(_MENTION_DISTANCES, later - earlier)] = 1
        self._compare_words(out, later, earlier)
        self._compare_pronouns(out, later, earlier)
        start, end = self.start, self.end
        out[:, PairFeature.SAME_KIND] = self.kind[earlier] == self.kind[later]
        out[:, PairFeature.EARLIER_HOLDS_LATER] = (start[earlier] <= start[later]) & (end[later] <= end[earlier])
        out[:, PairFeature.LATER_HOLDS_EARLIER] = (start[later] <= start[earlier]) & (end[earlier] <= end[later])
        out[:, PairFeature.ACRONYM] = self._initials[earlier] == self._acronym[later]
        out[:, PairFeature.SAME_PLURAL] = self.plural[earlier] == self.plural[later]
        out[:, PairFeature.ALWAYS] = 1
        return out

    def _compare_words(self, out: Floats, later: Ints, earlier: Ints) -> None:
        """Fill in the features of what words two mentions share."""
        out[:, PairFeature.SAME_HEAD] = self.head[earlier] == self.head[later]
        out[:, PairFeature.SAME_WORDS] = self.phrase[earlier] == self.phrase[later]
        out[:, PairFeature.HOLDS_LATER_HEAD] = (self._words[earlier] == self.head[later][:, None]).any(-1)
        out[:, PairFeature.HOLDS_EARLIER_HEAD] = (self._words[later] == self.head[earlier][:, None]).any(-1)
        earlier_words, later_words = self._content_words[earlier], self._content_words[later]
        shared = np.zeros(len(earlier), "float32")
        for column in later_words.T:
            shared += ((earlier_words == column[:, None]) & (column >= 0)[:, None]).any(-1)
        united = self._content_count[earlier] + self._content_count[later] - shared
        out[:, PairFeature.SHARED_WORDS] = shared / np.maximum(1, united)
        out[:, PairFeature.SAME_LAST_WORD] = self.last_word[earlier] == self.last_word[later]
        out[:, PairFeature.DESCRIPTION_SHARES_WORD] = (
            (self.form[earlier] == FORMS.index("name")) & (self.form[later] == FORMS.index("nominal")) & (shared > 0)
        )

    def _compare_pronouns(self, out: Floats, later: Ints, earlier: Ints) -> None:
        """Fill in the features of two pronouns; 0 where one of the two is none."""
        first, second = self.pronoun[earlier], self.pronoun[later]
        he, she, they = PronounClass.HE, PronounClass.SHE, PronounClass.THEY
        out[:, PairFeature.SAME_PRONOUN] = (first == second) & (second != NO_PRONOUN)
        out[:, PairFeature.OTHER_PRONOUN] = (first != NO_PRONOUN) & (second != NO_PRONOUN) & (first != second)
        out[:, PairFeature.OTHER_GENDER] = ((first == he) & (second == she)) | ((first == she) & (second == he))
        out[:, PairFeature.OTHER_NUMBER] = (np.isin(first, _SINGULAR) & (second == they)) | (
            (first == they) & np.isin(second, _SINGULAR)
        )


def _numbered(items: Iterable[Key]) -> dict[Key, int]:
    """A number for each different item, in their order."""
    return {item: number for number, item in enumerate(dict.fromkeys(items))}


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    """Rows of numbers as one array, rows x the longest's length; -1 where a row is shorter."""
    out = np.full((len(rows), max((len(r) for r in rows), default=0)), -1, "int64")
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out
