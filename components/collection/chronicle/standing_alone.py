"""Whether a sentence can be read without its article: whether it is prose, and whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.collection.chronicle.name_words import CALENDAR, QUOTED, bare, is_a_name
from components.collection.chronicle.sentence_beginnings import BEFORE_NAMES, LEAST_WORDS
from components.collection.content_words import content_words
from components.domain.record import Actor, Mention
from components.domain.spans import Span

_NO_NAMES = frozenset(("TV", "DNA", "BST", "GMT", "EDT", "EST", "PM", "AM"))
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]+")
_GOVERNS = re.compile(r" (?:administration|government|era)\b")
_CALLED_BY_OFFICE = re.compile(
    r"\b(?:President|Minister|Pope|King|Queen|Prince|Princess|Senator|Governor|Secretary|Chancellor|General|Mayor)$"
)
_LOOSE_CAPITAL = re.compile(r"(?<= )([a-z][\w’'-]*) (?=([A-Z][a-z]{2,}) [a-z])")
_NOT_PROSE = re.compile(
    r"https?:|www\.|[|©»•]|\b(?:Click|Read more|Read the|See also|Sign up|Watch|Related|Copyright"
    r"|Reporting by|Editing by|Writing by|All rights|Updated|Last updated|Posted|Advertisement|Share this|E-?mail"
    r"|Follow us|Subscribe|Page last|an error occurred|House Rules|moderators?|Image caption|File photo"
    r"|Satellite image|Live coverage)\b|\bwrote:|\b(?:Photograph|Picture|Video|Photo): |^(?:GMT|BST|EDT|EST)\b"
    r"|\bAdded: [A-Z][a-z]+day\b|\(AP Photo|/AP\b|Getty Images|\.\.\.|…"
    r"|\b\d{1,2}[:.]\d\d ?(?:am|pm|GMT|BST|EDT|EST)\b.*\b\d{1,2}[:.]\d\d\b"
)  # fmt: skip
_END = re.compile(r"[.!][”\"’')\]]*$")
MOST_WORDS = 50
FEW_WORDS = 9  # with fewer, a sentence hardly says of what story it is


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
    quoted = sum(len(part) for part in QUOTED.findall(sentence))
    return quoted <= 0.5 * len(sentence)


def unnamed_actors(text: str, span: Span, mentions: Sequence[tuple[Mention, Actor]], left_open: Sequence[Span]) -> int:
    """How many in a sentence can't be told from it: pronouns with no name before them, descriptions, bare surnames.

    ``text`` is the article's, ``mentions`` are those within ``span``, in text order, ``left_open`` the pronouns that
    may mean more than one actor.
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
    return not named and not any(is_a_name(word) and bare(word) not in _NO_NAMES for word in sentence.split()[1:])


def has_loose_capital(sentence: str, named: Sequence[Span]) -> bool:
    """Whether a capital stands amid it that is no name's: a headline may run into it there.

    ``named`` are where the sentence names somebody.
    """
    return any(
        found[2] not in CALENDAR
        and content_words(found[1])  # "that Holt has" is no headline that ends
        and found[1] not in BEFORE_NAMES
        and not any(start <= found.start(2) < end for start, end in named)
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
