"""The words that name events, states, plans and speech, read from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).resolve().parent.parent / "data" / "event_words.json"
_SUFFIXES = ("tion", "sion", "ment")
MIN_DERIVED_NOUN_LETTERS = 8  # from which on a noun with one of these suffixes names a doing: not "nation"


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas and lower-case words by what they tell; ``families`` join verbs with the nouns of the same doing."""

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
    from_words: frozenset[str]  # give a date as a beginning
    until_words: frozenset[str]  # and as an end
    separating_prepositions: frozenset[str]  # what follows one has a time of its own
    separating_conjunctions: frozenset[str]  # a clause with one has a time of its own
    simultaneous_conjunctions: frozenset[str]  # a clause with one has the time of the verb above it
    be_forms: frozenset[str]
    present_be_forms: frozenset[str]
    have_forms: frozenset[str]
    participle_auxiliaries: frozenset[str]  # with a past participle they tell something that happens
    will_auxiliaries: frozenset[str]
    may_auxiliaries: frozenset[str]
    performative_verbs: frozenset[str]  # done by words, and news in itself: "announced a plan", "pleaded not guilty"
    figure_nouns: frozenset[str]  # what firms report: "report results"
    planned_adjectives: frozenset[str]
    possible_adjectives: frozenset[str]
    ongoing_adjectives: frozenset[str]
    claimed_adjectives: frozenset[str]
    awaiting_verbs: frozenset[str]  # their passive says that something is still to come
    disowning_verbs: frozenset[str]  # of what happened; what is rejected may be an offer
    failing_verbs: frozenset[str]  # what stands under one is not done
    achieving_verbs: frozenset[str]  # what stands under one was done
    motion_verbs: frozenset[str]
    accusing_verbs: frozenset[str]  # what stands under one is a charge
    light_verbs: frozenset[str]  # say little beside their object: "have a meeting", "take place"
    never_dated: frozenset[str]  # a date beside one is of something else
    intending_verbs: frozenset[str]  # their present tense says that something is still to come
    implicative_verbs: frozenset[str]  # what stands under one was done where it was
    factive_verbs: frozenset[str]  # what stands under one is told as so
    transitive_verbs: frozenset[str]  # a relative clause with one and no object is of what it is done to
    charge_nouns: frozenset[str]  # what stands under "of" behind one is only alleged: "on suspicion of murder"
    noticing_verbs: frozenset[str]  # "no explosion was confirmed" says not that there was none
    occasions: frozenset[str]  # nouns of what everybody knows to be: who speaks of one doesn't claim it
    other_one: frozenset[str]  # say that it is not the one told of before: "another attack"
    falsehoods: frozenset[str]  # adverbs without which a label says something else
    market_verbs: frozenset[str]  # what prices do on the day that a report is of
    hedges: frozenset[str]
    definite_determiners: frozenset[str]
    patient_prepositions: frozenset[str]  # before whom an act is done to: "attack on"
    families: dict[str, list[str]]


@cache
def event_words() -> EventWords:
    """The lexicon, read once."""
    return msgspec.json.decode(DATA.read_bytes(), type=EventWords)


@cache
def statement_verbs() -> frozenset[str]:
    """Verbs of saying and of believing: under one stands what somebody says or thinks."""
    return event_words().reporting | event_words().believing


@cache
def carrying_verbs() -> frozenset[str]:
    """Verbs that say little beside a noun: "held talks", "the hearing begins", "a vote is expected"."""
    words = event_words()
    return words.delivering | words.light_verbs | words.happening | words.begin | words.awaiting_verbs


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
    return lemma in words.nouns or (
        lemma.endswith(_SUFFIXES) and len(lemma) >= MIN_DERIVED_NOUN_LETTERS and lemma not in words.not_nouns
    )
