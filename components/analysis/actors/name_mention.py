"""A name where it stands in the text, and what is no name whatever its capitals say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.domain.record import ActorKind

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"
}  # fmt: skip
SUFFIX = re.compile(r"(?i)[,]?\s+(?:inc|corp|corporation|co|company|ltd|llc|plc|group|ag|sa|gmbh)\.?$")
_CALENDAR = re.compile(
    r"(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?$"
)
_NOT_NAMES = re.compile(
    r"(?i)^(?:gmt|est|edt|pst|pdt|utc|covid|covid-19|http\S*|www\S*|god|internet|image|photo|file)$"
)
_VESSEL = re.compile(r"^(?:MV|M/V|RMS|HMS|HMCS|USS|USCGC)\s")  # MS and SS are initials, too


@dataclass(frozen=True)
class NameMention:
    """A name where it stands: tokens ``start``..``end``, the title before it, the kind it was taken for."""

    start: int
    end: int
    kind: ActorKind
    label: str
    text: str
    title: str = ""
    weight: float = 1.0  # of its label's vote: a guess counts less than what the model saw
    left: int | None = None  # the token at which its phrase begins ("Texas student Ahmed Mohamed")

    @property
    def last(self) -> str:
        """The last word, by which people are named again."""
        return self.text.split()[-1] if self.text.split() else ""


def is_no_name(text: str) -> bool:
    """Whether the words are a day, a month, a clock's zone, a ship or a mark of the page."""
    return bool(_CALENDAR.match(text) or _NOT_NAMES.match(text) or _VESSEL.match(text))
