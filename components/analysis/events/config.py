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

    # The confidence of each way to be put on a date; it is multiplied with that of the date
    own_date_confidence: float = 0.95  # the date stands with the trigger
    noun_date_confidence: float = 0.8  # ... with a noun in its clause
    object_date_confidence: float = 0.7  # the trigger is part of what is dated
    joined_date_confidence: float = 0.7  # it is joined by "and" to the dated verb
    within_date_confidence: float = 0.6  # its clause stands within the dated one
    control_date_confidence: float = 0.65  # the dated clause stands within its own
    only_date_confidence: float = 0.45  # the only date of its sentence
    story_date_confidence: float = 0.4  # the day of the article's main event, or of its post
    tense_date_confidence: float = 0.4  # the article date, by a present tense
    undated_confidence: float = 0.6  # of an event without a date

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

    # Merging
    max_family_events: int = 40  # events of one family of words that are looked back (and for denials, ahead) over
    max_events_to_subject: int = 6  # events back in which the noun is that "took place" tells of
    max_heads_to_apposed: int = 8  # heads from a telling to the one of its sentence that it spells out

    # The summary
    max_summary_characters: int = 60  # characters
    max_subject_words: int = 5  # words of whoever does it
    max_object_words: int = 6  # words of what it is done to
    max_noun_phrase_words: int = 9  # words of an event that a noun names
