"""What the step ``dateline_tone`` can be told: thresholds, with their units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToneConfig:
    """The settings of ``dateline_tone``; each is also a key of the factory's config. A probability is 0..1."""

    # Of an attitude that is told (training/attitude_ranking.py), by whether the parse ties its words to the target.
    # From 0.12 on a plain act of judgement by somebody named is right four times in five.
    min_act_probability: float = 0.12
    min_act_confidence: float = 0.7
    min_probability: float = 0.35
    min_untied_probability: float = 0.6
    min_writer_probability: float = 0.6  # of one that would be the writer's, in a text that is no opinion
    min_unsure_probability: float = 0.25  # of one that is kept as too unsure to tell
