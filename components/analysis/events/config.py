"""What the step ``dateline_events`` can be told: limits and confidences, with their units.

A confidence is 0..1 and shown to readers beside an event; "heads" are steps up the parse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EventsConfig:
    """The settings of ``dateline_events``; each is also a key of the factory's config."""

    # Which date a trigger is put on
    max_heads_to_governor: int = 25  # heads from a date to the word that has it
    max_heads_to_dated_word: int = 12  # heads from an undated word to the dated one above it
    max_heads_to_clause: int = 8  # heads from a word to the clause of somebody or something that it stands in
    max_inheritance_rounds: int = 3  # rounds in which dates are handed down, one step a round
    max_tokens_beside_date: int = 2  # tokens ("on", adverbs) between a word and the date that it stands right before
    max_opening_characters: int = 12  # characters before a date in which "from" or "between" opens a span
    max_comparison_characters: int = 90  # characters before a date in which a figure is compared with another
    max_news_age: int = 7  # days before the article date that an article still tells news of

    # What is told: likelihoods (0..1)
    min_occurrence: float = 0.4  # that a word tells something that happens, under which it isn't looked at
    min_saying: float = 0.3  # ... of an act of saying
    min_date_likelihood: float = 0.5  # that a word is on a date
    min_saying_date_likelihood: float = 0.35  # ... that an act of saying is
    min_perhaps_date: float = 0.25  # from which a date is told as unsure
    min_told: float = 0.65  # that a reader has this event, and not as a telling of another
    min_told_state: float = 0.8  # ... of a state, of a duty or of what says little, without a date
    min_told_on_date: float = 0.5  # ... and that it is on its date
    min_perhaps_told: float = 0.4  # from which it is told as unsure
    min_perhaps_before: float = 0.15  # that another tells the same, from which that is said of one that isn't told
    tense_date_likelihood: float = 0.5  # the article date, by a present tense

    # Who takes part
    max_mentions_around_word: int = 4  # mentions that begin before a word, of which one may hold it
    max_shared_subject_verbs: int = 4  # verbs that share one subject: "came, saw and won"

    # Status and voice
    max_verb_chain: int = 4  # verbs that a status is handed down through
    max_heads_to_verb: int = 6  # heads from a noun to the verb that says what becomes of it
    max_heads_to_saying: int = 12  # heads from a trigger to the verb that reports it

    # Who acts on whom
    relation_confidence: float = 0.95  # of the parse, multiplied with that of the less sure mention
    min_relation_confidence: float = 0.55  # under which it is left unsure

    # Which tellings are of one event
    max_tellings_back: int = 80  # tellings before one that it is compared with
    min_perhaps_same: float = 0.25  # likelihood (0..1) from which only one of two tellings is told
    min_perhaps_same_of_others: float = 0.4  # ... where their words aren't akin
    min_same: float = 0.55  # ... and from which the other is told as a telling of it, where their words are akin
    min_same_of_others: float = 0.8  # ... and where they aren't
    max_family_events: int = 40  # events of one family of words that are looked through for what a denial denies

    # The label
    max_label_words: int = 12  # words
    max_labelled_tellings: int = 6  # tellings of an event of which the one that says most is its label
