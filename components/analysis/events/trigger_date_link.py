"""A tie between a trigger and the date that it is put on, and what several ties of one trigger make of each other."""

from __future__ import annotations

from typing import Literal, NamedTuple

Way = Literal["own", "noun", "object", "joined", "within", "control", "only", "story", "sentence", "subject"]
Bound = Literal["on", "from", "until"]

_STRENGTH = {"object": 0, "noun": 1, "own": 2}


class DateTie(NamedTuple):
    """A timex (its index) that a trigger stands with, how the sentence ties them, and which bound it gives."""

    timex: int
    way: Way
    bound: Bound
    until: int | None = None  # the timex of its end, in "from … to …"


class LikelyTie(NamedTuple):
    """A tie of a word to a date, and how likely it is right (0..1)."""

    tie: DateTie
    likelihood: float


class ProposedTie(NamedTuple):
    """A tie for a trigger (its token's index), and where it yields to one that the trigger has already."""

    trigger: int
    tie: DateTie
    yields: Literal["never", "always", "to as strong"] = "never"

    def replaces(self, present: DateTie | None) -> bool:
        """Whether it takes the place of the trigger's present tie."""
        if present is None or self.yields == "never":
            return True
        if self.yields == "always":
            return False
        stronger = _STRENGTH[self.tie.way] > _STRENGTH.get(present.way, 0)
        return stronger or (present.bound != "on" and self.tie.bound == "on")
