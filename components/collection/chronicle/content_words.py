"""The words of a sentence that say what it is about: folded, stemmed, without function words and names of days."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_FUNCTION_WORDS = frozenset(
    """a about above across after again against all almost along already also although always am among an and another
any are around as at away back be became because become been before behind being below between both but by came can
cannot come could d did do does doing done down during each either else enough even ever every few first five for four
from further get gets go going got had has have having he her here hers herself him himself his how however i if in
indeed instead into is it its itself just keep last later latest least less let like ll made make many may me meanwhile
might mine more moreover most much must my near nearly neither never next nine no nor not nothing now of off often on
once one only onto or other others our out over own per perhaps put quite rather re s said same saw say saying says see
seem seen seven several shall she should since six so some soon still such t take ten than that the their them then
there these they this those though three through thus to together told too toward towards two under until up upon us
use used ve very via was we well went were what when where whether which while who whom whose why will with within
without would yet you your
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
january february march april june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
today yesterday tomorrow tonight morning afternoon evening night day days week weeks month months year years time
am pm gmt bst est edt""".split()
)
# "may" is both a month and a function word.


def content_words(text: str) -> tuple[str, ...]:
    """The stems of the text's content words, in its order, as often as they stand there."""
    folded = text.casefold().replace("’", "'").replace("n't", "").replace("'s", "")
    found = (_stem(word) for word in _WORD.findall(folded) if word not in _FUNCTION_WORDS)
    return tuple(word for word in found if word)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """A light stem: plural and past endings off, so that "confirms", "confirmed" and "confirming" are one word.

    Interned: a collection holds each stem once, however many sentences have it.
    """
    if len(word) == 1 and not word.isdigit():
        return ""
    stem = word
    if not word[0].isdigit():
        for ending, least, new in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                stem = word[: len(word) - len(ending)] + new
                break
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
            stem = stem[:-1]
        if len(stem) > 3 and stem[-1] == "e":
            stem = stem[:-1]
    return sys.intern(stem)


_ENDINGS = (
    ("sses", 2, "ss"), ("ies", 2, "y"), ("ied", 2, "y"), ("ings", 3, ""), ("ing", 3, ""), ("ed", 3, ""),
    ("ss", 1, "ss"), ("us", 1, "us"), ("is", 1, "is"), ("s", 2, ""),
)  # fmt: skip
