"""What ``dateline_attributions`` and ``dateline_quotes`` can be told: thresholds, limits and confidences, with units.

A probability or a share is 0..1; a confidence is 0..1 and shown to readers beside a quote.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttributionsConfig:
    """The settings of ``dateline_attributions``; each is also a key of the factory's config."""

    min_cue_probability: float = 0.15  # of a word being a cue, under which it is none
    min_cue_probability_with_quotes: float = 0.2  # from which its content is asked for, near quotation marks
    min_cue_probability_without_quotes: float = 0.4  # and elsewhere


@dataclass(frozen=True)
class QuotesConfig:
    """The settings of ``dateline_quotes``; each is also a key of the factory's config."""

    # What the learned model is believed
    min_learned_confidence: float = 0.25  # of a cue, from which the learned model alone is believed
    min_content_confidence: float = 0.15  # of cue times content, under which the content is too unclear to show
    min_nested_confidence: float = 0.5  # of a cue within somebody's quoted words, under which it is not taken
    min_kept_confidence: float = 0.1  # of a cue, from which what only the parse attributes is kept
    min_statement_confidence: float = 0.8  # from which quoted words that were taken for distance are a statement
    max_gap_characters: int = 30  # characters between two runs of one content that were left out by mistake
    min_run_share: float = 0.15  # length of a run over that of the content's longest, under which it is left out
    min_run_letters: int = 2  # letters and digits of a run
    min_content_words: int = 2  # words of a content without quotation marks
    min_source_overlap_characters: int = 13  # of a learned content that tells the source of a quote without a cue

    negated_factor: float = 0.6  # by which the likelihood of a negated saying is multiplied: "never said"
    min_told_likelihood: float = 0.55  # of being an attribution, under which it is left unsure

    # Which contents are one
    min_same_content_share: float = 0.6  # of all characters that two contents share, from which they are one
    min_swallowed_share: float = 0.3  # and from which one may hold other attributions that are cut out
    min_twin_share: float = 0.5  # of the shorter content, more than which a quote and a learned content are one
    min_duplicate_share: float = 0.6  # of the longer content, more than which one of two is dropped

    # Quotation marks, cues and names
    max_cue_distance: int = 160  # characters between a quote and its cue
    max_announcing_distance: int = 220  # characters between a verb of speaking and the colon before a quote
    max_name_characters: int = 80  # characters of a name that a quote stands after or before
    max_acronym_letters: int = 4  # letters up to which capitals before a colon may be a name: no "QUESTION:"
    max_naming_words: int = 8  # words of a quoted name, and of whom it is given to, up to which they are one content
    max_scare_words: int = 5  # quoted words without a cue, up to which they are distance and not speech
    min_whole_quote_words: int = 4  # words of a quote that, beside its cue, is the content alone
    min_continuing_words: int = 3  # words of a quote that another may be continued by
    min_continued_characters: int = 12  # characters of a quote that another may continue
    min_paragraph_share: float = 0.6  # of its paragraph, more than which a quote without a cue goes on from before
    max_phrase_characters: int = 40  # characters that an unfinished phrase at a content's end may go on for
    max_phrase_heads: int = 3  # words, each governing the next, that it goes on to

    # The kind of a quote and its speaker
    min_direct_share: float = 0.9  # of a content's letters in quotation marks, from which it is a direct quote
    max_answer_words: int = 3  # words of a sentence without a verb: "Absolutely not."
    min_statement_tokens: int = 16  # tokens from which a quote is no fragment, even without a finite verb
    named_speaker_confidence: float = 0.96  # most that a name is believed, measured on whole readings
    described_speaker_confidence: float = 0.93  # a description
    pronoun_speaker_confidence: float = 0.85  # a pronoun
    unknown_speaker_confidence: float = 0.8  # that nobody can be named
    document_confidence: float = 0.75  # of a document's words being those of whose it is
    min_speaker_confidence: float = 0.5  # of the source's mention being the actor's, under which none is named
    max_mention_characters: int = 200  # characters of a mention that may be a source's

    # The confidence of each rule
    named_clause_confidence: float = 0.8  # a cue with a clause and a source
    construction_confidence: float = 0.65  # any other construction of the parse
    turn_confidence: float = 0.95  # a turn of a transcript
    signed_confidence: float = 0.9  # a name and a colon, or a dash and a name
    beside_verb_confidence: float = 0.85  # beside a verb of speaking with its subject
    beside_verb_without_source_confidence: float = 0.55
    continued_confidence: float = 0.55  # on from the speaker of the paragraph before
    scare_confidence: float = 0.5  # distance
    unattributed_confidence: float = 0.4  # nobody is named
    purpose_confidence: float = 0.35  # a quoted purpose
    quoted_pronoun_confidence: float = 0.9  # of "I" being the one who is quoted


DEFAULT_CONFIG = QuotesConfig()
