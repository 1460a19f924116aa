"""Whether a person is told of as a woman or a man: by the pronouns and titles of the text, then by the given name."""

from __future__ import annotations

import re
from typing import Literal

from components.domain.record import Actor, Record
from components.name_lists.given_name_gender import gender_of

Gender = Literal["woman", "man"]
Basis = Literal["pronoun", "title", "given name"]

_PRONOUNS: dict[str, Gender] = {
    "she": "woman", "her": "woman", "hers": "woman", "herself": "woman",
    "he": "man", "him": "man", "his": "man", "himself": "man",
}  # fmt: skip
_TITLES: dict[str, Gender] = {
    "mrs": "woman", "ms": "woman", "miss": "woman", "lady": "woman", "dame": "woman", "baroness": "woman",
    "mr": "man", "sir": "man", "lord": "man", "baron": "man",
}  # fmt: skip
_BY_NAME: dict[str, Gender] = {"female": "woman", "male": "man"}
_SURE = 2  # times as many pronouns of the one as of the other
_LETTERS = re.compile(r"[^\W\d_]+")


def told_gender(record: Record, actor: Actor) -> tuple[Gender, Basis] | None:
    """The gender that the article tells a person by, and what tells it; None where it is open.

    It is what the article says or its reader infers, not what the person says of themself.
    """
    if actor.kind != "person":
        return None
    words = [record.text[m.start : m.end] for m in actor.mentions]
    pronouns = [g for m, w in zip(actor.mentions, words, strict=True) if m.form == "pronoun" and (g := _pronoun(w))]
    women, men = pronouns.count("woman"), pronouns.count("man")
    if women != men and max(women, men) >= _SURE * min(women, men):
        return ("woman" if women > men else "man"), "pronoun"
    for mention, told in zip(actor.mentions, words, strict=True):
        first = _LETTERS.match(told)
        if mention.form == "name" and first and (by_title := _TITLES.get(first[0].casefold())):
            return by_title, "title"
    names = actor.name.split()
    given = gender_of(names[0]) if len(names) > 1 else None
    return (_BY_NAME[given], "given name") if given else None


def _pronoun(word: str) -> Gender | None:
    return _PRONOUNS.get(word.casefold().partition("’")[0].partition("'")[0])
