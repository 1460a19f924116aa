"""Whether two texts are one story: the same, or a corrected version of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from rapidfuzz.distance import Indel

from components.domain.ids import article_id

NEAR = 0.7  # share of words in the same order, from which on a text is another version of one story
FEWEST = 30  # words, under which a likeness is chance
SHARED = 0.6  # of the shorter text's different words, under which two texts needn't be compared in full


class SimilarArticle(msgspec.Struct, frozen=True):
    """An article that a text is like: 1.0 is the same text, less the share of words in the same order."""

    id: str
    share: float

    @property
    def is_same_text(self) -> bool:
        """Whether it is the very same text."""
        return self.share == 1.0


def most_like(text: str, known: Iterable[tuple[str, str]]) -> SimilarArticle | None:
    """Of (id, text) the one most like ``text``; None where none is near."""
    own, words = article_id(text), _words(text)
    different = set(words)
    best: SimilarArticle | None = None
    for other_id, other_text in known:
        if other_id == own:
            return SimilarArticle(other_id, 1.0)
        others = _words(other_text)
        if min(len(words), len(others)) < FEWEST:
            continue
        theirs = set(others)
        if len(different & theirs) < SHARED * min(len(different), len(theirs)):
            continue
        share = Indel.normalized_similarity(words, others, score_cutoff=NEAR)
        if share >= NEAR and (best is None or share > best.share):
            best = SimilarArticle(other_id, min(share, 0.999))
    return best


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
