"""The cues: which words attribute in which construction, and what stance each takes (data/cues.json)."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import cast

from spacy.tokens import Token

from components.domain.record import Stance

# What the small model makes of some verbs' forms.
_CORRECTED_LEMMAS = {"hop": "hope", "accord": "according to", "suspecte": "suspect"}


def _words(data: dict[str, object], key: str) -> frozenset[str]:
    return frozenset(cast("str", data[key]).split())


class Cues:
    """``stance(lemma, frame)`` gives the stance of a cue in a construction, None where it attributes nothing."""

    def __init__(self, data: dict[str, object]) -> None:
        self._stance: dict[tuple[str, str], Stance] = {}
        stances = cast("dict[str, dict[str, str]]", data["stances"])
        for stance, frames in stances.items():
            for frame, words in frames.items():
                separator = "|" if frame in {"as", "nominal"} else None
                for word in words.split(separator):
                    self._stance.setdefault((frame, word), cast("Stance", stance))
        self.talking = _words(data, "talking")  # of whoever is interviewed
        self.naming = _words(data, "naming")  # "called him a liar"
        self.speech = _words(data, "speech")
        self.quantities = _words(data, "quantities")  # of people: "a majority of voters"
        self.documents = _words(data, "documents")
        self.first_person = _words(data, "first_person")
        self.first_person_plural = _words(data, "first_person_plural")
        self.third_person = _words(data, "third_person")
        self.collective_pronouns = _words(data, "collective_pronouns")
        self.impersonal_subjects = _words(data, "impersonal_subjects")
        self.topic_prepositions = _words(data, "topic_prepositions")  # "described as", "spoke about"

    def stance(self, lemma: str, frame: str) -> Stance | None:
        """The stance of ``lemma`` as a cue in ``frame``; parentheses ("he said") take the verbs of clauses."""
        if frame == "according":
            return "neutral"
        lemma = _CORRECTED_LEMMAS.get(lemma, lemma)
        return self._stance.get(("clause" if frame == "inserted" else frame, lemma))

    def of_speech(self, lemma: str) -> bool:
        """Whether the verb can introduce words in quotation marks."""
        return _CORRECTED_LEMMAS.get(lemma, lemma) in self.speech

    def any_stance(self, lemma: str) -> Stance:
        """The verb's stance where it introduces quoted words: its own, or neutral."""
        lemma = _CORRECTED_LEMMAS.get(lemma, lemma)
        for frame in ("clause", "noun", "infinitive"):
            stance = self._stance.get((frame, lemma))
            if stance:
                return stance
        return "neutral"


@functools.cache
def cues() -> Cues:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "cues.json"
    return Cues(json.loads(path.read_text("utf-8")))


def is_subject_of_speech(token: Token) -> bool:
    """Whether it is the subject of a verb of speaking: "Smith said"."""
    return token.dep_ == "nsubj" and cues().of_speech(token.head.lemma_.lower())
