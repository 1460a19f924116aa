"""Whether two texts are one story: the same, or a corrected version of it.

A text is compared word for word with those alone that can be near it: how often two texts have a word in common bounds
how many words they can have in the same order, and is told from their word counts at a thousandth of the cost. No text
that is near is missed: hashing words into buckets can only raise the bound.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
import numpy as np
from rapidfuzz.distance import Indel

from components.domain.ids import article_id

NEAR = 0.7  # share of words in the same order, from which on a text is another version of one story
FEWEST = 30  # words, under which a likeness is chance
SHARED = 0.6  # of the shorter text's different words, under which two texts needn't be compared in full
BUCKETS = 512  # of 2,846 news texts, 0.15 others on average pass the bound (256: 3.5; 1,024: 0.08)
ENOUGH = 25  # texts compared in full, after which one that is near is taken as the nearest
_MOST = 255  # times that a bucket counts


class SimilarArticle(msgspec.Struct, frozen=True):
    """An article that a text is like: 1.0 is the same text, less the share of words in the same order."""

    id: str
    share: float

    @property
    def is_same_text(self) -> bool:
        """Whether it is the very same text."""
        return self.share == 1.0


class WordCounts(msgspec.Struct, frozen=True):
    """How many words a text has, and how often those of each of ``BUCKETS`` buckets stand in it (a byte each)."""

    words: int
    counts: bytes


def word_counts(text: str) -> WordCounts:
    """The word counts of a text."""
    words = _words(text)
    buckets = [zlib.crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS for word in words]
    counts = np.bincount(np.array(buckets, np.intp), minlength=BUCKETS)
    return WordCounts(len(words), np.minimum(counts, _MOST).astype(np.uint8).tobytes())


def fewest_and_most_words(words: int) -> tuple[int, int]:
    """How many words a text may have that is near one of ``words`` words."""
    return int(words * NEAR / (2 - NEAR)), int(words * (2 - NEAR) / NEAR) + 1


def may_be_near(text: str, known: Mapping[str, WordCounts]) -> dict[str, float]:
    """Of the texts that ``known`` counts, by id, those that can be near ``text``, each with the most it can share.

    The likeliest first.
    """
    own = _words(text)
    ids = [one for one, counted in known.items() if min(counted.words, len(own)) >= FEWEST]
    if not ids:
        return {}
    # What a byte doesn't hold of the text's own counts is added to the bound.
    mine = np.bincount([zlib.crc32(w.encode("utf-8", "surrogatepass")) % BUCKETS for w in own], minlength=BUCKETS)
    beyond = int(np.maximum(mine - _MOST, 0).sum())
    counts = np.frombuffer(b"".join(known[one].counts for one in ids), np.uint8).reshape(len(ids), BUCKETS)
    common = np.minimum(counts, np.minimum(mine, _MOST).astype(np.uint8)).sum(axis=1, dtype=np.int64) + beyond
    bound = np.minimum(1.0, 2 * common / (np.array([known[one].words for one in ids]) + len(own)))
    found = [int(n) for n in np.argsort(-bound, kind="stable") if bound[n] >= NEAR]
    return {ids[n]: float(bound[n]) for n in found}


def most_like(text: str, known: Iterable[tuple[str, str]]) -> SimilarArticle | None:
    """Of (id, text) the one most like ``text``; None where none is near."""
    own, words = article_id(text), _words(text)
    best: SimilarArticle | None = None
    for other_id, other_text in known:
        if other_id == own:
            return SimilarArticle(other_id, 1.0)
        share = _share(words, _words(other_text))
        if share >= NEAR and (best is None or share > best.share):
            best = SimilarArticle(other_id, min(share, 0.999))
    return best


def most_like_counted(
    text: str, known: Mapping[str, WordCounts], texts: Callable[[Sequence[str]], Iterable[tuple[str, str]]]
) -> SimilarArticle | None:
    """Of the texts that ``known`` counts the one most like ``text``, as ``most_like`` finds it.

    ``texts`` gives (id, text) of those asked for; they are asked for one at a time, the likeliest first, until none can
    be more like, or until one is near and ``ENOUGH`` were compared: of a thousand texts that differ in a few words any
    is a version of the others.
    """
    best: SimilarArticle | None = None
    for n, (one, bound) in enumerate(may_be_near(text, known).items()):
        if best is not None and (bound <= best.share or n >= ENOUGH):
            break
        like = most_like(text, texts([one]))
        if like is not None and (best is None or like.share > best.share):
            best = like
    return best


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """The share of words in the same order; 0 where it is less than ``NEAR``, or chance."""
    if min(len(words), len(others)) < FEWEST:
        return 0.0
    mine, theirs = set(words), set(others)
    if len(mine & theirs) < SHARED * min(len(mine), len(theirs)):
        return 0.0
    return float(Indel.normalized_similarity(words, others, score_cutoff=NEAR))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
