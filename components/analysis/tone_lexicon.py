"""The words of tone: VADER's lexicon, less the words of fact, plus what news adds (data/tone.json)."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

SCALE = 4.0  # VADER's valences run from -4 to 4


class ToneWords:
    """``valence(word)`` is -1..1; the other sets are lower-case words."""

    def __init__(self) -> None:
        path = resources.files("components.analysis") / "data" / "tone.json"
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        facts = set(data["facts"].split())
        self._valence: dict[str, float] = {}
        lines = (resources.files("vaderSentiment") / "vader_lexicon.txt").read_text("utf-8").splitlines()
        for line in lines:
            word, mean, *_ = line.split("\t")
            if word.isalpha() and word not in facts:
                self._valence[word] = float(mean) / SCALE
        for word, value in data["extra"].items():
            self._valence[word] = value / SCALE
        self.judging = frozenset(data["judging"].split())
        self.negators = frozenset(data["negators"].split())
        self.hedges = frozenset(data["hedges"].split())
        self.intensifiers = frozenset(data["intensifiers"].split())

    def valence(self, word: str, lemma: str = "") -> float:
        """The valence of a word, else of its lemma; 0 for words without tone."""
        return self._valence.get(word.lower(), self._valence.get(lemma.lower(), 0.0))


@functools.cache
def tone_words() -> ToneWords:
    """The lexicon, read once."""
    return ToneWords()
