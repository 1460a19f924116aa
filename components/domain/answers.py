"""Who answers for whom in an article, and who was asked and said nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from components.domain.record import Actor, Event, Quote
from components.domain.spans import Span, contains, overlaps

NoCommentKind = Literal["declined to comment", "did not respond", "could not be reached"]
_SPEAKS = re.compile(r"\b(?:spokes\w+|lawyers?|attorneys?|counsel|solicitors?|barristers?|advocates?|defen[cs]e|"
                     r"representatives?|press office|agents?|publicists?)\b", re.IGNORECASE)  # fmt: skip
_LEADS = re.compile(r"\b(?:chief executive|ceo|chair\w*|president|director|head|boss|owner|founder|manager|officials?|"
                    r"minister|ministry|ambassador|embassy|government|secretary)\b", re.IGNORECASE)  # fmt: skip
_NOT = r"\b(?:(?:did|do|does|would|could|had|has|have|will)\s+not|(?:did|do|does|would|could|had|has|have|wo)n['’]t)"
_ASKED = r"(?:\w+\s+)?(?:questions?|requests?|calls?|messages?|e-?mails?)"
_PATTERNS: tuple[tuple[NoCommentKind, str], ...] = (
    (
        "declined to comment",
        r"\b(?:declin|refus)(?:ed|es|ing|e)\s+(?:any\s+|all\s+|further\s+|to\s+(?:\w+ly\s+)?)*(?:comment|discuss|answer|"
        r"respond|speak|talk|be\s+interviewed|give\s+an?\s+interview|say\s+(?:anything|more))",
    ),
    ("declined to comment", rf"{_NOT}\s+(?:\w+\s+)?comment(?:ing)?\b|\bno\s+comment\b"),
    (
        "did not respond",
        rf"{_NOT}\s+(?:\w+ly\s+)?(?:respond(?:ed)?|repl(?:y|ied)|(?:answer(?:ed)?|return(?:ed)?)\s+{_ASKED})",
    ),
    (
        "could not be reached",
        r"\b(?:could\s+not|couldn['’]t)\s+(?:\w+ly\s+)?be\s+(?:reached|contacted)\b|"
        r"\b(?:un|not\s+(?:\w+ly\s+)?)available\s+(?:\w+ly\s+)?for\s+comment\b",
    ),
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s|\n")
REACH = 240  # characters between who is asked and that they say nothing


class NoComment(msgspec.Struct, frozen=True):
    """That an actor was asked and said nothing; the words that say so, and the event or quote they stand in if any."""

    actor: str
    start: int
    end: int
    kind: NoCommentKind
    mark: str | None


def represented(text: str, quotes: Sequence[Quote], actors: Sequence[Actor]) -> dict[str, frozenset[str]]:
    """By actor, the others whom it speaks for: whom it belongs to, and whose lawyer, spokesman or head it is."""
    sources: defaultdict[str, list[Span]] = defaultdict(list)
    for quote in quotes:
        if quote.speaker and quote.source:
            sources[quote.speaker].append(quote.source)
    placed = sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)
    starts = [p[0] for p in placed]
    kinds, names = {a.id: a.kind for a in actors}, _names(actors)
    out = {}
    for actor in actors:
        found = {actor.of} if actor.of else set()
        for role in (actor.role or "", *(text[slice(*s)] for s in sources[actor.id])):
            speaks = bool(_SPEAKS.search(role))
            if speaks or _LEADS.search(role):
                named = {i for words, i in names if words in role and _stands_in(words, role)}
                found |= {i for i in named if speaks or kinds[i] != "person"}
        for source in sources[actor.id]:
            words = text[slice(*source)]
            speaks = bool(_SPEAKS.search(words) or _SPEAKS.search(actor.role or ""))
            if not speaks and not _LEADS.search(words):
                continue
            inside = (placed[n] for n in range(bisect_left(starts, source[0]), bisect_left(starts, source[1])))
            found |= {
                i for s, e, i in inside
                if contains(source, (s, e)) and (speaks or kinds[i] != "person") and text[max(0, s - 4) : s] != " in "
            }  # fmt: skip
        out[actor.id] = frozenset(i for i in found if i in kinds and i != actor.id)
    return out


def _stands_in(name: str, role: str) -> bool:
    return re.search(rf"(?<!\w)(?<!\bin ){re.escape(name)}(?!\w)", role) is not None


def _names(actors: Sequence[Actor]) -> list[tuple[str, str]]:
    return [(words, a.id) for a in actors for words in {a.name, *a.aliases} if len(words) > 2]


def speaks_for_others(actor: Actor) -> bool:
    """Whether the actor is by its role somebody's voice: a lawyer, a spokeswoman."""
    return bool(_SPEAKS.search(actor.role or ""))


def no_comments(
    text: str, events: Sequence[Event], quotes: Sequence[Quote], actors: Sequence[Actor],
    speaks_for: Mapping[str, frozenset[str]],
) -> list[NoComment]:  # fmt: skip
    """Each place where somebody is told to have said nothing when asked, for them and for whom they speak for."""
    placed = sorted((m.end, m.start, a.id) for a in actors for m in a.mentions)
    ends = [p[0] for p in placed]
    out: list[NoComment] = []
    taken: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            span = match.span()
            if any(overlaps(span, t) for t in taken):
                continue
            begin = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, span[0] - REACH), span[0])), default=0)
            begin = max(begin, span[0] - REACH)
            before = placed[bisect_left(ends, begin) : bisect_left(ends, span[0] + 1)]
            before = [p for p in before if p[1] >= begin and not text.startswith(("'s", "’s"), p[0])]
            if not before:
                continue
            taken.append(span)
            mark = _mark(span, events, quotes)
            who = before[-1][2]
            out += [NoComment(a, *span, kind, mark) for a in (who, *sorted(speaks_for.get(who, ())))]
    return sorted(out, key=lambda n: (n.start, n.actor))


def _mark(span: Span, events: Sequence[Event], quotes: Sequence[Quote]) -> str | None:
    for event in events:
        if overlaps(event.trigger, span):
            return event.id
    return next((q.id for q in quotes if any(overlaps(span, part) for part in q.content)), None)
