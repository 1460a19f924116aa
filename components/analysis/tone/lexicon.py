"""The words of ``dateline_tone``: acts of judgement, evaluating words, loaded words (data/judgement_words.json)."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any, Literal, NamedTuple

Polarity = Literal["negative", "positive"]
POLARITIES: tuple[Polarity, ...] = ("negative", "positive")


class Act(NamedTuple):
    """What a word judges: the polarity, and whether it does no more than take a side ("back", "reject")."""

    polarity: Polarity
    is_weak: bool = False


class JudgementLexicon(NamedTuple):
    """Words by lemma.

    act_verbs: "praise". act_phrases: a verb, noun or adjective with the rest of its phrase ("lash": ("out", "at")),
    by part of speech; the last word of the rest is the preposition before whom is judged.
    evaluating: by part of speech (ADJ, NOUN, VERB), "liar". judging_people: nouns of people who hold what they name ("a
    critic of"). holding_verbs: whose subject holds what their object names ("voiced contempt for"), as that of
    receiving_verbs is judged by it ("drew criticism from"). decisions: nouns judged for whose they are ("the move by");
    not_owned: of whom or what isn't judged with its owner (a wife, a murder).
    """

    act_verbs: dict[str, Act]
    act_phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Act]]]]
    evaluating: dict[str, dict[str, Polarity]]
    naming_verbs: frozenset[str]
    judging_people: frozenset[str]
    holding_verbs: frozenset[str]
    receiving_verbs: frozenset[str]
    lacking_verbs: frozenset[str]
    refusing_verbs: frozenset[str]
    decisions: frozenset[str]
    copulas: frozenset[str]
    trait_verbs: frozenset[str]
    believing_verbs: frozenset[str]
    wishing_verbs: frozenset[str]
    not_owned: frozenset[str]
    loaded: frozenset[str]
    negators: frozenset[str]
    hedges: frozenset[str]


@functools.cache
def judgement_lexicon() -> JudgementLexicon:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "judgement_words.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    verbs: dict[str, Act] = {}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Act]]]] = {"VERB": {}, "NOUN": {}, "ADJ": {}}
    evaluating: dict[str, dict[str, Polarity]] = {"ADJ": {}, "NOUN": {}, "VERB": {}}
    for polarity in POLARITIES:
        acts = data["acts"][polarity]
        verbs |= {lemma: Act(polarity, is_weak=True) for lemma in acts["weak verbs"].split()}
        verbs |= {lemma: Act(polarity) for lemma in acts["verbs"].split()}
        for part, key in (("VERB", "verbs with a preposition"), ("NOUN", "nouns"), ("ADJ", "adjectives")):
            for phrase in acts[key].split("|"):
                lemma, *rest = phrase.split()
                phrases[part].setdefault(lemma, []).append((tuple(rest), Act(polarity)))
        words = data["evaluating"][polarity]
        for part, key in (("ADJ", "adjectives"), ("NOUN", "nouns"), ("VERB", "verbs")):
            evaluating[part] |= dict.fromkeys(words[key].split(), polarity)
    sets = {name: frozenset(words.split()) for name, words in data["sets"].items()}
    return JudgementLexicon(verbs, phrases, evaluating, **sets)
