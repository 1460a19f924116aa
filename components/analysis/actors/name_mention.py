"""A name where it stands in the text, and what is no name whatever its capitals say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis.actors.lexicon import any_of, lexicon
from components.domain.record import ActorKind
from components.name_lists.given_name_gender import gender_of

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"
}  # fmt: skip
SUFFIX = re.compile(rf"(?i)[,]?\s+(?:{any_of(lexicon().company_suffixes)})\.?$")
_CALENDAR = re.compile(rf"(?i)^(?:{any_of(lexicon().calendar)})\.?$")
_NOT_NAMES = re.compile(rf"(?i)^(?:{any_of(lexicon().no_names)}|http\S*|www\S*)$")
_VESSEL = re.compile(rf"^(?:{any_of(lexicon().vessel_prefixes)})\s")


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
    office: str = ""  # the words set off behind it ("Dana Hale, county commissioner")
    label_of_turn: bool = False  # whether it stands before a colon, as whose words follow

    @property
    def last(self) -> str:
        """The last word, by which people are named again."""
        return self.text.split()[-1] if self.text.split() else ""


def names_no_actor(name: NameMention) -> bool:
    """Whether what is named can't act: a share index, a law, an award, an illness, a faith, a sum of money."""
    words, lists = name.text.lower().replace("’", "'").split(), lexicon()
    if words and words[0] in lists.indices and all(w in lists.index_words for w in words[1:]):
        return True
    is_person = name.label == "PERSON" and (name.title or len(words) > 1)
    if not words or (is_person and (name.title or gender_of(words[0]) is not None)):
        return False
    if "$" in name.text or "£" in name.text or "€" in name.text or name.text.lower() in lists.no_actors:
        return True
    return words[-1].removesuffix("'s").strip(".,") in lists.no_actor_heads and (len(words) > 1 or words[-1] != "act")


def is_no_name(text: str) -> bool:
    """Whether the words are a day, a month, a clock's zone, a ship or a mark of the page."""
    return bool(_CALENDAR.match(text) or _NOT_NAMES.match(text) or _VESSEL.match(text))
