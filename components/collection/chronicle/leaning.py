"""Whether a sentence leans on those before it: "But he said …", "The company …", "a day later", "the ship"."""

from __future__ import annotations

import re

from components.collection.chronicle.name_words import QUOTED
from components.collection.chronicle.unnamed_things import is_named_at_once, says_which

_FIRST_WORDS = re.compile(r"[“”\"'‘’(\[]*([A-Za-z’']+)")
_PRONOUN_AFTER_WHEN = re.compile(
    r"(?:On|In|At|By|After|Since|Until|Last|This|Two|Three|Later)\b[^,;]{0,40},? (?:it|he|she|they|his|her|its|their)\b"
)
_ANOTHER_DAY = re.compile(
    r"\b(?:a day later|(?:the|that) (?:following|next|same) (?:day|night|morning)|(?:earlier|later) that day)\b"
)
# Words that lean on the sentence before.
_LEANS = frozenset(
    """he she it they this that these those his her their its we i you our my your them him here so but and or yet nor
    also then thus therefore however meanwhile instead still otherwise besides moreover furthermore nevertheless
    nonetheless hence both neither either such other others another none each because
    which who whose where when if while as
    earlier later elsewhere separately similarly additionally previously finally afterwards afterward overall likewise
    indeed only just even now today yesterday tonight tomorrow""".split()
)  # fmt: skip
_SUBORDINATE = frozenset("because when if while as".split())  # they lean only where no main clause follows
_POINTING = re.compile(
    r"\b(?:also|however|meanwhile|moreover|furthermore|in addition|another|the others?|others|the same|likewise"
    r"|(?:described|mentioned|seen) (?:above|below|here)|such(?! as)|these|those(?! (?:who|with|in|of|from|at|on))"
    r"|this(?! (?:year|week|month|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season|century"
    r"|decade)\b)"
    r"|(?:declar|call|mak|consider|describ)(?:e[sd]?|ing|s|ed)? it|made it"
    r"|for example|for instance|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’] ?s"
    r"|that (?:record|move|day|time|point|year|month|week|night|case|figure|number|decision|deal|plan|offer|meeting))\b"
    r"|\btoo[.,;]",
    re.I,
)
_TITLE_AND_SURNAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b\.? [A-Z][\w’'-]+(?! [A-Z])")
_OPENS_ELSEWHERE = re.compile(
    r"(?:[A-Z][a-z]+day['’] ?s |Having said|Back to|As it is|In total|In addition|In all|The moment|For example"
    r"|For instance|At the same time)\b"
)
_OPEN_PRONOUNS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|[Yy]our|[Uu]s)\b")


def leans(sentence: str) -> bool:
    """Whether its own words point outside of it: "But he said …", "The company …", "we"."""
    found = _FIRST_WORDS.match(sentence)
    if not found:
        return not sentence[0].isdigit()
    first = re.sub("['’](?:s|re|ve|ll|d|m)?$", "", found[1].casefold())
    if first in _LEANS and not (first in _SUBORDINATE and "," in sentence):
        return True
    if _TITLE_AND_SURNAME.search(sentence):
        return True
    if _OPENS_ELSEWHERE.match(sentence) or _ANOTHER_DAY.search(sentence) or _PRONOUN_AFTER_WHEN.match(sentence):
        return True
    plain = QUOTED.sub("", sentence)
    if _POINTING.search(plain) or _OPEN_PRONOUNS.search(plain):
        return True
    return (first == "the" and not is_named_at_once(sentence)) or not says_which(plain)
