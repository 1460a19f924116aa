"""The words that name events, states, plans and speech, read from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).resolve().parent.parent / "data" / "event_words.json"
_SUFFIXES = ("tion", "sion", "ment")


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas by what they tell; ``families`` join verbs with the nouns that name the same doing."""

    source: str
    reporting: frozenset[str]
    urging: frozenset[str]
    planning: frozenset[str]
    begin: frozenset[str]
    stative: frozenset[str]
    obligation: frozenset[str]
    denying: frozenset[str]
    delivering: frozenset[str]
    happening: frozenset[str]
    believing: frozenset[str]
    wordy: frozenset[str]
    nouns: frozenset[str]
    weak_nouns: frozenset[str]
    not_nouns: frozenset[str]
    families: dict[str, list[str]]


@cache
def event_words() -> EventWords:
    """The lexicon, read once."""
    return msgspec.json.decode(DATA.read_bytes(), type=EventWords)


@cache
def _family_of() -> dict[str, str]:
    return {lemma: name for name, lemmas in event_words().families.items() for lemma in lemmas}


def word_family(lemma: str) -> str:
    """The family of doings that a lemma belongs to; the lemma itself where it has none."""
    return _family_of().get(lemma, lemma)


@cache
def is_event_without_object(lemma: str) -> bool:
    """Whether a noun tells an event even where no date stands with it."""
    words = event_words()
    return lemma in words.nouns and lemma not in words.weak_nouns


@cache
def names_event(lemma: str) -> bool:
    """Whether a noun names something that happens: listed, or formed from a verb of doing."""
    words = event_words()
    return lemma in words.nouns or (lemma.endswith(_SUFFIXES) and len(lemma) > 7 and lemma not in words.not_nouns)
