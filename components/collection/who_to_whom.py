"""Who does what an event tells, and to whom: "sued" and "was sued by" are one deed of two doers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from components.collection.record_names import RecordNames
from components.domain.record import Actor, ActorKind, Event, Mention
from components.domain.spans import Span

_BE = r"\b(?:am|is|are|was|were|be|been|being|gets?|got|getting|['’](?:s|re))"
_ADVERBS = r"(?:\s+(?:\w+ly|not|never|also|later|then|first|again|since|already|now|once|twice))*\s+"
_BEFORE_PASSIVE = re.compile(_BE + _ADVERBS + "$", re.I)
_BY = re.compile(r"\s+by\b", re.I)
_BY_BEFORE = re.compile(r"\bby\s+(?:the\s+|an?\s+)?$", re.I)
_PREPOSITION = (
    r"about|above|across|after|against|ahead|along|among|amid|around|as|at|before|behind|below|beside|between|beyond|by"
    r"|despite|during|for|from|in|inside|into|near|of|off|on|onto|out|outside|over|past|since|than|that|through|to"
    r"|towards?|under|until|up|upon|via|when|where|which|while|who|whom|with|within|without"
)
_A_PASSIVE = re.compile(rf"{_BE}{_ADVERBS}(?P<verb>(?!(?:{_PREPOSITION}|the|an?|not|no)\b)\w+\b(?<!ing))", re.I)
_AFTER_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITION})\s+(?:(?:the|an?|his|her|its|their)\s+)?$", re.I)
_ANY_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITION})\b|[,;:–—]", re.I)
_OF_A_NOUN = re.compile(r"(?:\b(?:the|an?|his|her|its|their|this|that|of)|['’]s?)\s+(?:\w+\s+)?$", re.I)
_OWNER = re.compile(r"['’]s?\b|['’](?=\s)")
_HELPERS = re.compile(r"(?:\s|\b(?:has|have|had|will|would|may|might|could|must|did|do|does)\b|\w+ly\b|\bnot\b)*", re.I)
_ARTICLE = re.compile(r"\s+(?:the\s+)?")
# Verbs of which what it is done to may be told as doing it: "the bridge opened" is "the bridge was opened".
_OF_ITSELF = re.compile(
    r"(?:open|clos|start|begin|began|begun|end|stop|mov|sink|sank|sunk|break|broke|halt|resum|reopen|shut|chang|grow|grew"
    r"|increas|decreas|burn|crash|collaps|explod|merg|split|launch|turn|spread|return|land|sell|sold|releas|retir|marr"
    r"|divorc|join|meet|met|develop|improv|complet|finish|gather|hurt|drown|injur)\w*",
    re.I,
)
_MOST_WORDS = 2  # of a trigger that is a verb with its particle; what is longer is a clause


class Roles(msgspec.Struct, frozen=True, gc=False):
    """Who does it, to whom, and who else is named beside them: keys of actors; those of a name with their kind."""

    by: tuple[tuple[str, ActorKind | None], ...] = ()
    to: tuple[tuple[str, ActorKind | None], ...] = ()
    beside: tuple[str, ...] = ()

    def against(self, other: Roles) -> bool:
        """Whether another does it, or to another: who does it here is somebody else's object there, and so on."""
        return _turned(self, other) or _turned(other, self) or _others(self.by, other.by) or _others(self.to, other.to)

    def renamed(self, keys: Mapping[str, str]) -> Roles:
        """With other keys for some."""
        by, to = (tuple((keys.get(key, key), kind) for key, kind in some) for some in (self.by, self.to))
        return Roles(by, to, tuple(keys.get(key, key) for key in self.beside))

    @property
    def is_known(self) -> bool:
        """Whether it says who does it or to whom."""
        return bool(self.by or self.to)


def _turned(a: Roles, b: Roles) -> bool:
    by, to, done, doing = _keys(a.by), _keys(a.to), _keys(b.to), _keys(b.by)
    if (by - to) & (done - doing):
        return True
    if doing and (by - doing) & set(b.beside):
        return True
    return bool((to - done) & set(b.beside) and (done - to) & set(a.beside))


def _keys(some: tuple[tuple[str, ActorKind | None], ...]) -> set[str]:
    return {key for key, _ in some}


def _others(a: tuple[tuple[str, ActorKind | None], ...], b: tuple[tuple[str, ActorKind | None], ...]) -> bool:
    """Whether all of both are named, of the same kinds, and nobody is in both."""
    kinds = {kind for _, kind in a}, {kind for _, kind in b}
    return bool(a and b) and not _keys(a) & _keys(b) and kinds[0] == kinds[1] and None not in kinds[0]


def roles_of(names: RecordNames, event: Event) -> Roles:
    """Who does an event of a record and to whom; empty where its words don't say."""
    by, to, beside = _by_relations(names, event) or _by_order(names, event)

    def told(some: list[Actor]) -> tuple[tuple[str, ActorKind | None], ...]:
        return tuple(sorted({names.key(a): _kind_of_named(a) for a in some}.items()))

    others = {names.key(a) for a in beside} - {names.key(a) for a in by + to}
    return Roles(told(by), told(to), tuple(sorted(others)))


def _kind_of_named(actor: Actor) -> ActorKind | None:
    return actor.kind if any(m.form == "name" for m in actor.mentions) else None


_Role = Literal["by", "to", "beside"]
_Found = tuple[list[Actor], list[Actor], list[Actor]]


def _by_relations(names: RecordNames, event: Event) -> _Found | None:
    """From the relations of its verb, which the parse gave."""
    record = names.record
    first, last = event.trigger
    verb = record.text[first : first + 1].casefold()
    here = [r for r in record.relations if r.start <= first and last <= r.end and r.verb[:1].casefold() == verb]
    if not here:
        return None
    ids = {r.agent for r in here}, {r.patient for r in here}
    by, to = ([a for a in record.actors if a.id in some] for some in ids)
    return by, to, [a for a, _ in _named_in(names, event) if a not in by and a not in to]


def _by_order(names: RecordNames, event: Event) -> _Found:
    """From who stands before the verb and who behind it, and whether it is a passive."""
    text, (first, last) = names.record.text, event.trigger
    named = _named_in(names, event)
    passive = False
    if text.count(" ", first, last) >= _MOST_WORDS:  # the verb is somewhere in it: take it to stand behind the first
        if not named:
            return [], [], []
        found = _A_PASSIVE.search(text, event.start, event.end)
        first = last = named[0][1].end
        if found and found.start() >= first:
            passive, first, last = True, *found.span("verb")
    else:
        before = text[event.start : first]
        if _OF_A_NOUN.search(before):
            return [], [], [a for a, _ in named]
        passive = not text[first:last].endswith("ing") and bool(_BEFORE_PASSIVE.search(before))
        passive = passive or bool(_BY.match(text, last))
    told: dict[_Role, list[Actor]] = {"by": [], "to": [], "beside": []}
    for actor, mention in named:
        role = _role(text, (first, last), actor, mention, passive=passive)
        if role is not None:
            told[role].append(actor)
    by, to, beside = told["by"], told["to"], told["beside"]
    if by and not to and not passive and _OF_ITSELF.fullmatch(text, first, last):
        return [], [], [*by, *beside]
    return by, to, beside


def _role(text: str, verb: Span, actor: Actor, mention: Mention, *, passive: bool) -> _Role | None:
    """What a mention beside a verb is to it; None for one that the verb itself holds."""
    first, last = verb
    before = text[max(0, mention.start - 40) : mention.start]
    if _OWNER.match(text, mention.end) or text[mention.start : mention.end].endswith(("’s", "'s")):
        return "beside"
    if mention.end <= first:
        helpers = _BEFORE_PASSIVE.sub("", text[mention.end : first])
        near = actor.kind != "place" or bool(_HELPERS.fullmatch(helpers))
        if _AFTER_PREPOSITION.search(before) or not near:
            return "beside"
        return "to" if passive else "by"
    if mention.start < last:
        return None
    if passive:
        return "by" if _BY_BEFORE.search(before) else "beside"
    between = text[last : mention.start]
    next_to = first != last and not _ANY_PREPOSITION.search(between)
    return "to" if next_to and (actor.kind != "place" or _ARTICLE.fullmatch(between)) else "beside"


def _named_in(names: RecordNames, event: Event) -> list[tuple[Actor, Mention]]:
    """Who is mentioned in its clause, or right before it, in the order of the text; the longest of nested ones."""
    start = len(names.record.text[: event.start].rstrip(" "))
    out: list[tuple[Actor, Mention]] = []
    for mention, actor in names.reaching((start, event.end)):
        inside = event.start <= mention.start and mention.end <= event.end
        if (inside or mention.end <= event.start) and (not out or mention.start >= out[-1][1].end):
            out.append((actor, mention))
    return out
