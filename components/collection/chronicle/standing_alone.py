"""Whether a sentence can be read without its article: who and what it names, how it begins, whether it is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.collection.chronicle.sentence_beginnings import BEFORE_NAMES, LEAST_WORDS
from components.domain.record import Actor, Mention
from components.domain.spans import Span

_FIRST_WORDS = re.compile(r"[“”\"'‘’(\[]*([A-Za-z’']+)")
_THE = re.compile(r"^[“\"]?The ([a-z’'-]+)")
_THE_TWO = re.compile(r"^[“\"]?The [\da-z’'-]+ ([a-z’'-]+)")
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
_UNNAMED = frozenset(
    """company companies firm group man men woman women boy girl couple pair family child children victim victims
    suspect suspects patient patients student students official officials agency ministry department minister president
    spokesman spokeswoman statement announcement decision move report study incident attack case cases move measure
    measures plan deal latter former same other others two three four latest first second third result results virus
    disease outbreak strain figure figures number numbers total toll news warning order ruling vote team school
    hospital country government city town state area region site building event protest march meeting talks
    approval telethon concert charity organisation organization airline ship liner hotel survivors survivor rescuers
    body bodies court judge party union bank plane flight lawmaker lawyer author footage video picture photograph image researcher researchers scientists
    expert experts""".split()
)
_POINTING = re.compile(
    r"\b(?:also|however|meanwhile|moreover|furthermore|in addition|another|the others?|others|the same|likewise"
    r"|(?:described|mentioned|seen) (?:above|below|here)|such(?! as)|these|those(?! (?:who|with|in|of|from|at|on))"
    r"|this(?! (?:year|week|month|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season|century"
    r"|decade)\b)"
    r"|(?:declar|call|mak|consider|describ)(?:e[sd]?|ing|s|ed)? it|made it"
    r"|that (?:record|move|day|time|point|year|month|week|night|case|figure|number|decision|deal|plan|offer|meeting))\b"
    r"|\btoo[.,;]",
    re.I,
)
# Of which one, only the story says: "the man", "the company" behind a name may be its, "the ship" may be only "a ship".
_WHO_IT_IS = re.compile(
    r"\b[Tt]he (?:[\w-]+ )?(company|firm|man|woman|boy|girl|child|couple|family|suspects?|victims?|patients?|jury|judge"
    r"|team|club|player|coach|driver|officers?|bank|airline|agency|department|ministry)\b"
)
_WHICH_IT_IS = re.compile(
    r"\b[Tt]he (?:[\w-]+ )?((?:building|house|home|store|shop|mall|blaze|fire|crash|shooting|attack|incident|accident|deal"
    r"|plan|ship|liner|vessel|boat|plane|aircraft|flight|hotel|concert|telethon|church|ruling|trial|court|hospital|school"
    r"|town|village|county|state|province|island|airport|port|base|camp|factory|plant|mine|report|study|survey|drug|film"
    r"|movie|album|book|game|match|race|vote|bill|law|order|rule|scene|area|site|street|road|announcement|decision"
    r"|statement|container|box|package|suppl(?:y|ie)|figure|total|disease|illness|condition|appeal|ceremony|service"
    r"|funeral|win|victory|loss|increase|move|case|test)(?:e?s)?|city)\b"
)
_NAMED_BEHIND = re.compile(r"(?:’s|'s)?,? (?:(?:of|in|at|on|from|called|named|for|near|where) (?:the )?)?[A-Z]")
_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
_NO_NAMES = frozenset(("TV", "DNA", "BST", "GMT", "EDT", "EST", "PM", "AM"))
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]+")
_GOVERNS = re.compile(r" (?:administration|government|era)\b")
_CALLED_BY_OFFICE = re.compile(
    r"\b(?:President|Minister|Pope|King|Queen|Prince|Princess|Senator|Governor|Secretary|Chancellor|General|Mayor)$"
)
_TITLE_AND_SURNAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b\.? [A-Z][\w’'-]+(?! [A-Z])")
_OPENS_ELSEWHERE = re.compile(
    r"(?:[A-Z][a-z]+day['’] ?s |Having said|Back to|As it is|In total|In addition|In all|The moment|For example|For instance|At the same time)\b"
)
_LOOSE_CAPITAL = re.compile(r"(?<= )([a-z][\w’'-]*) (?=([A-Z][a-z]{2,}) [a-z])")
_OPEN_PRONOUNS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|[Yy]our|[Uu]s)\b")
_NOT_PROSE = re.compile(
    r"https?:|www\.|[|©»•]|\b(?:Click|Read more|Read the|See also|Sign up|Watch|Related|Copyright"
    r"|Reporting by|Editing by|Writing by|All rights|Updated|Last updated|Posted|Advertisement|Share this|E-?mail"
    r"|Follow us|Subscribe|Page last|an error occurred|House Rules|moderators?|Image caption|File photo"
    r"|Satellite image|Live coverage)\b|\bwrote:|\b(?:Photograph|Picture|Video|Photo): |^(?:GMT|BST|EDT|EST)\b"
    r"|\bAdded: [A-Z][a-z]+day\b|\(AP Photo|/AP\b|Getty Images|\.\.\.|…"
    r"|\b\d{1,2}[:.]\d\d ?(?:am|pm|GMT|BST|EDT|EST)\b.*\b\d{1,2}[:.]\d\d\b"
)  # fmt: skip
_END = re.compile(r"[.!][”\"’')\]]*$")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
MOST_WORDS = 50
FEW_WORDS = 10  # with fewer, a sentence hardly says of what story it is


def is_prose(sentence: str) -> bool:
    """Whether it is a whole sentence that tells something: no headline, link, question, bare quote or fragment."""
    words = sentence.split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or not _END.search(sentence) or "?" in sentence:
        return False
    if not (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "“\"‘'") or _NOT_PROSE.search(sentence):
        return False
    letters = [w for w in words if w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in letters)
    if len(letters) < LEAST_WORDS - 2 or capitals > 0.6 * len(letters):
        return False
    if sentence.count("“") != sentence.count("”") or sentence.count('"') % 2:
        return False
    if sentence.count("(") != sentence.count(")"):
        return False
    quoted = sum(len(part) for part in _QUOTED.findall(sentence))
    return quoted <= 0.5 * len(sentence)


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
    plain = _QUOTED.sub("", sentence)
    if _POINTING.search(plain) or _OPEN_PRONOUNS.search(plain):
        return True
    if first == "the" and not _is_named_at_once(sentence):
        return True
    return not (_all_said(plain, _WHO_IT_IS, by_name=True) and _all_said(plain, _WHICH_IT_IS, by_name=False))


def _is_named_at_once(sentence: str) -> bool:
    """Whether what "The" opens is named within its first words: "The bodies of Ida Berg", "The UN", "The 9 March storm"."""
    if unnamed := _unnamed_head(sentence):
        return _is_named(sentence, unnamed)
    return any(w[0].isdigit() or _is_a_name(w) for w in sentence.split()[1:6])


def _all_said(sentence: str, which: re.Pattern[str], *, by_name: bool) -> bool:
    """Whether it says which one each is: "the ship of Ida Berg", "a ship" before "the ship", or by any name before it."""
    for found in which.finditer(sentence):
        before = sentence[: found.start()]
        if _NAMED_BEHIND.match(sentence, found.end()) or re.search(rf"\b{found[1]}\b", before, re.I):
            continue
        if not (by_name and any(map(_is_a_name, before.split()))):
            return False
    return True


def _is_a_name(word: str) -> bool:
    return word[:1].isupper() and word.strip(",.;:’'“”\"") not in _CALENDAR and len(word) > 1


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


def unnamed_actors(text: str, span: Span, mentions: Sequence[tuple[Mention, Actor]], left_open: Sequence[Span]) -> int:
    """How many in a sentence can't be told from it: pronouns with no name before them, descriptions, bare surnames.

    ``text`` is the article's, ``mentions`` are those within ``span``, in text order, ``left_open`` the pronouns that may
    mean more than one actor.
    """
    open_ones = sum(span[0] <= s < span[1] for s, _ in left_open)
    named: set[str] = set()
    for mention, actor in mentions:
        if mention.form in ("name", "adjective"):
            if actor.id not in named and _is_bare_surname(text, mention, actor):
                open_ones += 1
            named.add(actor.id)
        elif actor.id not in named and (mention.form == "pronoun" or _has_a_name(actor)):
            open_ones += 1
            named.add(actor.id)
    return open_ones


def names_nobody(sentence: str, named: bool) -> bool:
    """Whether nobody, no place and no thing in it has a name: of what story it is, only the article says.

    ``named``: it names an actor.
    """
    return not named and not any(
        _is_a_name(word) and word.strip(",.;:’'“”\"()") not in _NO_NAMES for word in sentence.split()[1:]
    )


def has_loose_capital(sentence: str, named: Sequence[Span]) -> bool:
    """Whether a capital stands amid it that is no name's: a headline may run into it there.

    ``named`` are where the sentence names somebody.
    """
    return any(
        found[2] not in _CALENDAR
        and found[1] not in BEFORE_NAMES
        and not any(s <= found.start(2) < e for s, e in named)
        for found in _LOOSE_CAPITAL.finditer(sentence)
    )


def _has_a_name(actor: Actor) -> bool:
    return any(m.form == "name" for m in actor.mentions)


def _is_bare_surname(text: str, mention: Mention, actor: Actor) -> bool:
    """A person who is called by one name here, without an office before it that says who it is."""
    return (
        actor.kind == "person"
        and len(_NAME_WORD.findall(text[mention.start : mention.end])) < 2
        and not _GOVERNS.match(text, mention.end)
        and not _CALLED_BY_OFFICE.search(text[max(0, mention.start - 20) : mention.start].rstrip())
    )
