"""Whether a sentence can be read without its article: who and what it names, how it begins, whether it is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.domain.record import Actor, Mention
from components.domain.spans import Span

# The place and the agency that open a report: "WASHINGTON (Reuters) - ", "MEXICO CITY, April 27 -- ".
_AGENCY = re.compile(r"^[^“”\"?!]{0,220}?\((?:[A-Z][\w.’']*)(?: [A-Z][\w.’']*){0,3}\)\s*[-–—]{1,2}\s*(?=[A-Z“\"\d])")
_PLACE = re.compile(
    r"^[A-Z][A-Z’'./]+(?:[ ,]+[A-Z][A-Z’'./]*)*(?:,? [A-Z][a-z]+\.?(?: \d{1,2})?,?)*\s*[-–—]{1,2}\s+(?=[A-Z“\"\d])"
)
# A headline or a caption that runs into the first sentence: "… flown aid to Haiti In Port-au-Prince, the …".
_JOINT = re.compile(
    r"(?<=[\w’'%)”\"]) (?=(?:The|An?|In|On|At|After|As|With|By|When|While|For|Up to|It|More than|Since|There|This"
    r"|Although|Despite|Some|Around|About|Former|Hundreds|Thousands|Many|But|He|She|They|We) [a-z0-9A-Z])"
    r"(?!(?:For|By|With|On|At|In|After) (?:The|An?)\b)"
)
# A capital behind these is of a name: "influenza A", "based in The Hague", "the Many Hands charity".
_BEFORE_NAMES = frozenset(
    "type group plan influenza hepatitis vitamin of to in from at by for with on and the a an".split()
)
_STAMP = re.compile(
    r"^.{0,400}\b\d{1,2}[.:]\d\d ?(?:[ap]m)? ?(?:BST|GMT|EDT|EST|ET|CET)\b,?(?: [A-Z][a-z]+,)?"
    r"(?: \d{1,2} [A-Z][a-z]+ \d{4})?\s+(?=[A-Z“\"])"
)
_POST_TIME = re.compile(
    r"^\d{4} (?=[A-Z])|(?<=[a-z”\"’']) (?:0\d|1[0-8]|2[1-3])[0-5]\d (?=[A-Z])"
)  # of a live blog: "1541 The …"
_CAPITAL = re.compile(r"(?<=[\w’'%)]) ([A-Z][a-z]{2,}) (?=[a-z])")
_DASH, _ZONE = re.compile(r"[-–—]"), re.compile(r"\b(?:BST|GMT|EDT|EST|ET|CET)\b")
_QUOTE_OPEN = re.compile(r"[“\"][^”\"]*$")
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
    body bodies court judge party union bank plane flight lawmaker lawyer author researcher researchers scientists
    expert experts""".split()
)
_TITLE_AND_SURNAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b\.? [A-Z][\w’'-]+(?! [A-Z])")
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
LEAST_WORDS, MOST_WORDS = 6, 50


def start_after_dateline(sentence: str) -> int:
    """Where the sentence begins, behind the place and agency that open a report and a headline that runs into it."""
    start = 0
    if _DASH.search(sentence) and (found := _AGENCY.match(sentence) or _PLACE.match(sentence)):
        start = found.end()
    if _ZONE.search(sentence) and (stamp := _STAMP.match(sentence, start)):
        start = stamp.end()
    for post in _POST_TIME.finditer(sentence):
        if post.end() > start and len(sentence[post.end() :].split()) >= LEAST_WORDS:
            start = post.end()
    for joint in _JOINT.finditer(sentence, start):
        left, right = sentence[start : joint.start()].split(), sentence[joint.end() :].split()
        if len(left) < 3 or len(right) < LEAST_WORDS or left[-1].casefold() in _BEFORE_NAMES:
            continue
        if not _QUOTE_OPEN.search(sentence[start : joint.start()]):
            start = joint.end()
    return start


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
    first = re.sub("['’](?:s|re|ve|ll|d|m)$", "", found[1].casefold())
    if first in _LEANS and not (first in _SUBORDINATE and "," in sentence):
        return True
    if _TITLE_AND_SURNAME.search(sentence):
        return True
    if _ANOTHER_DAY.search(sentence) or _PRONOUN_AFTER_WHEN.match(sentence):
        return True
    if first == "the" and (unnamed := _unnamed_head(sentence)):
        return not _is_named(sentence, unnamed)
    return bool(_OPEN_PRONOUNS.search(_QUOTED.sub("", sentence)))


def _unnamed_head(sentence: str) -> int:
    """Where "The company" or "The health ministry" ends that opens the sentence; 0 where it opens otherwise."""
    for found in _THE.finditer(sentence):
        if re.sub("['’]s?$", "", found[1]) in _UNNAMED:
            return found.end()
        if longer := _THE_TWO.match(sentence):
            return longer.end() if re.sub("['’]s?$", "", longer[1]) in _UNNAMED else 0
    return 0


def _is_named(sentence: str, after: int) -> bool:
    """Whether what "the company" opens is named at once: "The company Chrysler", "The president of France"."""
    return bool(
        re.match(r"(?:,? | of (?:the )?| in (?:the )?| for | at (?:the )?| from (?:the )?)[A-Z]", sentence[after:])
    )


def unnamed_actors(span: Span, mentions: Sequence[tuple[Mention, Actor]], left_open: Sequence[Span]) -> int:
    """How many in a sentence can't be told from it: pronouns with no name before them, descriptions, bare surnames.

    ``mentions`` are those within ``span``, in text order; ``left_open`` the pronouns that may mean more than one actor.
    """
    open_ones = sum(span[0] <= s < span[1] for s, _ in left_open)
    named: set[str] = set()
    for mention, actor in mentions:
        if mention.form in ("name", "adjective"):
            if actor.id not in named and _is_bare_surname(mention, actor):
                open_ones += 1
            named.add(actor.id)
        elif actor.id not in named and (mention.form == "pronoun" or _has_a_name(actor)):
            open_ones += 1
            named.add(actor.id)
    return open_ones


def start_after_headline(sentence: str, article: str, named: Sequence[Span]) -> int:
    """Where the sentence begins behind a headline or caption that runs into it; 0 where none does.

    That is at a capital amid it, of a word that its article has in small letters, too. ``named`` are where the sentence
    names somebody: a capital there is the name's.
    """
    start = 0
    for found in _CAPITAL.finditer(sentence):
        before = sentence[: found.start()].split()
        if len(before) < 3 or before[-1].casefold() in _BEFORE_NAMES:
            continue
        if any(s <= found.start(1) < e for s, e in named):
            continue
        if len(sentence[found.start(1) :].split()) < LEAST_WORDS or _QUOTE_OPEN.search(sentence[: found.start()]):
            continue
        if re.search(rf"(?<=[a-z,;] ){found[1].lower()}\b", article):
            start = found.start(1)
    return start


def _has_a_name(actor: Actor) -> bool:
    return any(m.form == "name" for m in actor.mentions)


def _is_bare_surname(mention: Mention, actor: Actor) -> bool:
    """A person of two names who is called by one of them here."""
    length = mention.end - mention.start
    return actor.kind == "person" and " " in actor.name and length <= max(len(w) for w in actor.name.split())
