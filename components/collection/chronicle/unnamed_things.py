"""Whether a sentence says which one "the company", "the ship" or "the man" is that it speaks of."""

from __future__ import annotations

import re

from components.collection.chronicle.name_words import CALENDAR, is_a_name

_THE = re.compile(r"^[“\"]?The ([a-z’'-]+)")
_THE_TWO = re.compile(r"^[“\"]?The [\da-z’'-]+ ([a-z’'-]+)")
# What opens a sentence by these is known from the one before, where no name is with it.
_UNNAMED = frozenset(
    """company companies firm group man men woman women boy girl couple pair family child children victim victims
    suspect suspects patient patients student students official officials agency ministry department minister president
    spokesman spokeswoman statement announcement decision move report study incident attack case cases move measure
    measures plan deal latter former same other others two three four latest first second third result results virus
    disease outbreak strain figure figures number numbers total toll news warning order ruling vote team school
    hospital country government city town state area region site building event protest march meeting talks
    approval telethon concert charity organisation organization airline ship liner hotel survivors survivor rescuers
    body bodies court judge party union bank plane flight lawmaker lawyer author footage video picture photograph image
    researcher researchers scientists expert experts""".split()
)
# Behind a name it may be the named one's: "Norlund said the company …".
_ITS_OWN = re.compile(r"\b[Tt]he (?:[\w-]+ ){0,2}?(company|firm|team|club|bank|airline|agency|department|ministry)\b")
# Behind a name it may be any ("Ida Berg said the ship …"); of these, a name before them tells none: "the Arden man".
_COMMON = """
    man woman men women boy girl child children couple family families suspect victim patient jury judge player coach
    driver officer offender inmate prisoner defendant gunman gunmen killer actor actress passenger teenager student
    pupil school figure approval
""".split()
_THINGS = """
    building house home store shop mall blaze fire crash shooting attack incident accident deal plan ship liner vessel
    boat plane aircraft flight hotel concert telethon church ruling trial court hospital town city village
    county state province island airport port base camp factory plant mine report study survey drug film movie album
    book game match race vote bill law order rule scene area site street road announcement decision statement
    container box package supply supplies disease illness condition appeal ceremony service funeral win
    victory loss losses increase move case test
""".split()
_ONE_OF_MANY = re.compile(
    r"\b[Tt]he (?!first|last|only|most|\w+est\b)(?:[\w-]+ (?:(?!\w+(?:ed|ld|id)\b)[\w-]+ )?)?((?:"
    + "|".join(_COMMON + _THINGS)
    + r")s?)\b"
)
_NAMED_BEHIND = re.compile(
    r"(?:’s|'s)?,? (?:(?:of|in|at|on|from|called|named|for|near|where) (?:the )?)?(?!(?:"
    + "|".join(sorted(CALENDAR))
    + r")\b)[A-Z]"
)


def is_named_at_once(sentence: str) -> bool:
    """Whether what "The" opens is named within the first words: "The bodies of Ida Berg", "The UN"."""
    if unnamed := _unnamed_head(sentence):
        return _is_named(sentence, unnamed)
    return any(w[0].isdigit() or is_a_name(w) for w in sentence.split()[1:6])


def says_which(sentence: str) -> bool:
    """Whether it says which ship "the ship" is, and who "the man": by a name, or by "a ship" before it."""
    return all(_is_said(sentence, which, by_name=True) for which in _ITS_OWN.finditer(sentence)) and all(
        _is_said(sentence, which, by_name=False) for which in _ONE_OF_MANY.finditer(sentence)
    )


def _is_said(sentence: str, which: re.Match[str], *, by_name: bool) -> bool:
    before = sentence[: which.start()]
    if _NAMED_BEHIND.match(sentence, which.end()) or re.search(rf"\b{which[1]}\b", before, re.I):
        return True
    if which[1].removesuffix("s") not in _COMMON and any(map(is_a_name, which[0].split()[1:])):
        return True  # "the Arden bridge"; "the Arden man" may be any
    return by_name and any(map(is_a_name, before.split()))


def _unnamed_head(sentence: str) -> int:
    """Where "The company" or "The health ministry" ends that opens the sentence; 0 where it opens otherwise."""
    if not (found := _THE.match(sentence)):
        return 0
    if re.sub("['’]s?$", "", found[1]) in _UNNAMED:
        return found.end()
    longer = _THE_TWO.match(sentence)
    return longer.end() if longer and re.sub("['’]s?$", "", longer[1]) in _UNNAMED else 0


def _is_named(sentence: str, after: int) -> bool:
    """Whether what "the company" opens is named at once: "The company Chrysler", "The president of France"."""
    return bool(
        re.match(r"(?:,? | of (?:the )?| in (?:the )?| for | at (?:the )?| from (?:the )?)[A-Z]", sentence[after:])
    )
