"""The words of ``dateline_tone``: what turns a statement round, and what weakens it (data/tone.json)."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import NamedTuple


class PolarityShifters(NamedTuple):
    """Lower-case words that turn a statement round, and that weaken it."""

    negators: frozenset[str]
    hedges: frozenset[str]


@functools.cache
def polarity_shifters() -> PolarityShifters:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "tone.json"
    data: dict[str, str] = json.loads(path.read_text("utf-8"))
    return PolarityShifters(frozenset(data["negators"].split()), frozenset(data["hedges"].split()))
