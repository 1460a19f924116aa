"""What the step ``dateline_tone`` can be told: thresholds and limits, with their units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToneConfig:
    """The settings of ``dateline_tone``; each is also a key of the factory's config. A probability is 0..1."""

    min_quoted_share: float = 0.6  # share of a sentence's characters in one quote, from which it is the speaker's
    # Of a tone for or against that no word carries, under which it is neutral: nor can be told whose it is.
    min_unexplained_probability: float = 0.5
    min_explained_probability: float = 0.6  # of a tone, under which no words are looked for that carried it
    max_evidence_words: int = 2  # words of a sentence that are tried as evidence: those most attended to
    min_score_fall: float = 0.1  # of the score (-1..1) without the words, from which they are evidence
    max_negation_steps: int = 4  # heads up the parse at which a negation is looked for
