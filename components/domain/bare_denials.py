"""Denials that name nothing but the accusation ("Holt denied it"): who denies, and what may be a denial of a claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from components.domain.record import Actor, Event
from components.domain.spans import Span, SpanIndex, overlaps

_CHARGES = r"(?:accusation|allegation|claim|charge|suggestion|complaint|report|assertion|rumou?r|account|version)s?"
_WHICH = r"(?:the|these|those|this|that|any|all|both|each|every|such|her|his|their|its)"
_GOES_ON = r"(?=\s*(?:[.,;:!?)”\"—–]|$|(?:and|but|in|on|at|when|through|to|before|after|as|saying|again|too)\b))"
_DENIES = (
    rf"(?:denie[sd]|deny|reject(?:ed|s)?|disput(?:ed|es?)|dismiss(?:ed|es)?|refut(?:ed|es?))\s+(?:strongly\s+)?"
    rf"(?:(?:it|this|that|them)(?:\s+all)?{_GOES_ON}|{_WHICH}\s+(?:of\s+the\s+)?(?:[\w-]+\s+){{0,2}}?{_CHARGES}\b|"
    rf"(?:{_WHICH}\s+)?{_CHARGES}\b|(?:(?:any|all)\s+)?(?:wrongdoing|guilt)\b|(?:having\s+)?(?:doing|done)\s+so\b)"
)
_FALSE = r"(?:false|untrue|baseless|unfounded|groundless|absurd|nonsense|lies|a\s+lie|slander)"
_BARE = re.compile(
    rf"\b(?:{_DENIES}|plead(?:s|ed)?\s+(?:not\s+guilty|innocent)|maintain(?:s|ed)?\s+(?:his|her|their|its)\s+innocence|"
    rf"(?:call(?:ed|s)?|described|describes)\s+(?:it|them|this|that|{_WHICH}\s+{_CHARGES})\s+(?:as\s+)?{_FALSE})",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b{_CHARGES}\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:\w+ly\s+)?"
    r"(?:denied|rejected|disputed|dismissed|refuted)\s+by\s+(?:the\s+)?", re.IGNORECASE,
)  # fmt: skip
_PERHAPS = re.compile(  # what may be a denial, by anybody, in any words
    rf"\b(?:den(?:y|ie[sd]|ying|ials?)|reject(?:s|ed|ing)?|disput(?:ed|es?|ing)|dismiss(?:ed|es|ing)|refut\w+|rebut\w*|"
    rf"contradict\w*|not\s+guilty|innocen(?:t|ce)|not\s+true|no\s+truth|wrongdoing|"
    rf"(?:is|are|was|were|as|completely|entirely|utterly|totally)\s+{_FALSE}|did\s+nothing)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-Z][\w-]{2,}")
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|nor|neither|without|cannot)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"(?:,\s*who\b)?\s*(?:(?:who|has|have|had|also|later|then|still|\w+ly)\s+)*", re.IGNORECASE)
_AFTER_COMMA = re.compile(r",\s*(?:(?:has|have|had|also|later|then|\w+ly)\s+)*", re.IGNORECASE)
_APPOSITION = re.compile(r",[^.;:]*,\s*(?:(?:has|have|had|also|later|\w+ly)\s+)*", re.IGNORECASE)
_AND = re.compile(r"[^.;:]*\b(?:and|but)\s+(?:(?:has|have|had|also|later|\w+ly)\s+)*", re.IGNORECASE)
_ENDS = re.compile(r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)(?<=[.!?])[\"”’']*\s+(?=[\"“‘']?[A-Z\d])|\n+")


class BareDenial(msgspec.Struct, frozen=True):
    """That an actor denies what was said before: the words that say so, the event that they are, if any."""

    actor: str
    start: int
    end: int
    mark: str | None


class PossibleDenial(msgspec.Struct, frozen=True):
    """A sentence that may deny something: its place, whom it mentions, whom it names before the denial.

    ``words`` are its words with a capital: a name that belongs to nobody known, or to somebody else by mistake.
    """

    start: int
    end: int
    mentioned: frozenset[str]
    before: frozenset[str]
    words: frozenset[str]

    @property
    def place(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def bare_denials(text: str, events: Sequence[Event], actors: Sequence[Actor]) -> list[BareDenial]:
    """Each place where somebody denies "it", an accusation or wrongdoing, and surely who; in text order."""
    placed = _placed(actors)
    triggers = SpanIndex([(e.trigger, e) for e in events])
    out = []
    for match in _BARE.finditer(text):
        begin = _sentence(text, match.start())[0]
        if _NOT_BEFORE.search(text, begin, match.start()):
            continue
        who = _subject(text, placed, begin, match.start())
        if who is not None:
            out.append(BareDenial(who, *match.span(), _mark(match.span(), triggers)))
    for match in _BY.finditer(text):
        after = [p for p in placed[bisect_left(placed, (match.start(), 0, "")) :] if abs(p[0] - match.end()) <= 4][:1]
        out += [BareDenial(p[2], match.start(), p[1], _mark(match.span(), triggers)) for p in after]
    return sorted(out, key=lambda d: d.start)


def possible_denials(text: str, actors: Sequence[Actor]) -> list[PossibleDenial]:
    """Every sentence that may hold a denial, in text order; a claim's own sentence may be among them."""
    placed = _placed(actors)
    named = {(m.start, m.end) for a in actors for m in a.mentions if m.form == "name"}
    found: dict[Span, PossibleDenial] = {}
    for match in _PERHAPS.finditer(text):
        start, end = _sentence(text, match.start())
        inside = [p for p in placed[bisect_left(placed, (start, 0, "")) :][:80] if p[1] <= end]
        before = frozenset(i for s, e, i in inside if e <= match.start() and (s, e) in named)
        words = frozenset(_CAPITAL.findall(text, start, end))
        found.setdefault((start, end), PossibleDenial(start, end, frozenset(i for *_, i in inside), before, words))
    return [found[span] for span in sorted(found)]


def _placed(actors: Sequence[Actor]) -> list[tuple[int, int, str]]:
    return sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)


def _sentence(text: str, at: int) -> Span:
    """The bounds of the sentence around a place, as far as stops tell."""
    low, high = max(0, at - 800), min(len(text), at + 800)
    begin = max((m.end() for m in _ENDS.finditer(text, low, at)), default=low)
    after = _ENDS.search(text, at, high)
    return begin, after.start() if after else high


def _subject(text: str, placed: Sequence[tuple[int, int, str]], begin: int, verb: int) -> str | None:
    """Whoever stands before the verb as its subject: right before it, before an apposition, or before "and"."""
    first, last = (bisect_left(placed, (place, 0, "")) for place in (begin, verb))
    inside = [p for p in placed[first:last] if p[1] <= verb]
    for start, end, who in reversed(inside):
        if _BESIDE.fullmatch(text, end, verb) and not text.startswith(("'s", "’s"), end) and start >= begin:
            return who
        if text[begin:start].endswith(", ") and _AFTER_COMMA.fullmatch(text, end, verb):
            return who  # "a spokeswoman for Acme, Rita Bell, denied it"
    lead = [p for p in inside if not text[begin : p[0]].strip(" “\"‘'") or text[begin : p[0]].strip().istitle()]
    for _, end, who in lead[:1]:
        if _APPOSITION.fullmatch(text, end, verb) or _AND.fullmatch(text, end, verb):
            return who
    return None


def _mark(span: Span, triggers: SpanIndex[Event]) -> str | None:
    return next((e.id for e in triggers.near(span) if overlaps(e.trigger, span)), None)
