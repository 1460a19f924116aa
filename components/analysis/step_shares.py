"""What share of a reading each step of the pipeline takes, for the progress that is shown while a long text is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

# Parts of the bare pipeline's time, measured on news (docs/performance.md).
_COSTS = {
    "tok2vec": 0.21, "parser": 0.16, "attribute_ruler": 0.1, "lemmatizer": 0.1, "ner": 0.41, "dateline_timex": 0.05,
    "dateline_attributions": 0.1, "dateline_actors": 0.4, "dateline_quotes": 0.12, "dateline_questions": 0.06,
    "dateline_events": 0.3, "dateline_tone": 0.06,
}  # fmt: skip
_COST_OF_ANOTHER = 0.02


def shares_done(steps: Sequence[str], begin: float = 0.0) -> Iterator[float]:
    """How much is done after each of the steps, from ``begin`` (0..1), done before the first, to 1 after the last."""
    costs = [_COSTS.get(step, _COST_OF_ANOTHER) for step in steps]
    whole = sum(costs)
    for done in accumulate(costs):
        yield begin + (1 - begin) * min(1.0, done / whole)
