"""Happenings that their place and day make one, as an earthquake or an election: which one a sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from components.collection.chronicle.doing_words import meaning
from components.collection.content_words import content_words
from components.domain.record import Event, Mention, Record
from components.domain.spans import Span

_ONE_A_DAY = (  # at one place
    "earthquake quake tremor temblor",
    "hurricane typhoon cyclone",
    "tsunami",
    "eruption",
    "coup",
    "referendum",
    "election",
    "inauguration",
)
_MORE_A_DAY = (
    "tornado twister",
    "flood flooding",
    "landslide mudslide",
    "avalanche",
    "fire blaze inferno",
    "explosion blast",
    "crash collision",
    "derailment",
    "shooting",
    "funeral",
)
_NOUNS = {noun: line.split()[0] for line in (*_ONE_A_DAY, *_MORE_A_DAY) for noun in line.split()}
ONE_A_DAY = frozenset(line.split()[0] for line in _ONE_A_DAY)
_NOUN = rf"(?P<noun>{'|'.join(_NOUNS)})"
_BARE_NOUN = re.compile(rf"\b{_NOUN}\b", re.I)
_COMES = frozenset(map(meaning, content_words("hit struck rocked shook devastated tore swept ripped broke happened")))
_ANOTHER = re.compile(r"\b(?:another|second|third|other|new)\s+(?:[\w.-]+\s+)?$", re.I)
_NONE = re.compile(r"\b(?:to|no|any|every|each|future|next|possible)\s+(?:[\w.-]+\s+)?$", re.I)
# What is merely called after it: "earthquake relief", "election campaign", "fire service".
_CALLED_AFTER_IT = re.compile(
    r" of (?!the|[A-Z\d])"
    r"|[’']?s?[ -](?:relief|appeal|victims?|survivors?|aid|effort|drill|warning|zone|services?|station|fighters?"
    r"|brigade|crews?|engine|alarm|damage|fund|campaign|commission|officials?|results?|observers?|day|season|insurance"
    r"|recovery|expert|response|investigat\w+|region|area|attempt|leaders?|site|scene|toll|director|home"
    r"|procession)\b",
    re.I,
)
_NEAR_NAME = r"(?:\s+(?:in|near|off|at|of|south|north|east|west|the|coast|[A-Z][\w-]+,?))*"
_BEFORE_DATE = re.compile(
    rf"{_NEAR_NAME}(?:,?\s+(?:which|that))?(?:\s+(?:hit|struck|shook|rocked|devastated|happened|killed)"
    rf"(?:\s+(?:the|in|near|off|south|[A-Z][\w-]+|country|capital|island|state|region|city))*)?\s*(?:,\s*)?(?:on|of|last)?\s*(?:the\s+)?",
)  # fmt: skip
_AFTER_DATE = re.compile(r"(?:[’']s?)?\s+(?:(?!and\b|after\b|since\b|when\b|in\b|on\b)[\w.’'-]+\s+){0,3}?$", re.I)
_AT = re.compile(
    r"\s+(?:(?:in|near|off|of|at)\s+|(?:which|that)?\s*(?:has\s+)?(?:hit|struck|shook|rocked|devastated)\s+)"
    r"(?:(?:the|southern|northern|eastern|western|central|south|coast|of)\s+)*"
)
_SIZE = re.compile(
    r"(?<![\d.])(?<!\d\. )(\d(?:\s?\.\s?\d)?)[ -](?:magnitude|on the Richter)"
    r"|\bmagnitude[ -](?:of )?(\d(?:\s?\.\s?\d)?)",
    re.I,
)
SIZES_APART = 0.5  # of magnitude: further apart, they are two


class Happening(msgspec.Struct, frozen=True, gc=False):
    """What a sentence tells of a day: its kind and the ids of its events; ``size`` is a magnitude.

    ``at`` are the keys of the places that it is told of, ``beside`` those of others in the sentence. ``main``: it is
    what the sentence says happens, and isn't only mentioned in it; ``another``: it is told as a further one.
    """

    kind: str
    events: tuple[str, ...]
    at: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    size: float | None = None
    main: bool = False
    another: bool = False

    def may_be(self, other: Happening) -> bool:
        """Whether nothing speaks against both being one: of one kind, another size, or "another"."""
        if self.kind != other.kind:
            return True
        sizes = self.size is None or other.size is None or abs(self.size - other.size) <= SIZES_APART
        return sizes and self.another == other.another


def happening_of(
    record: Record,
    span: Span,
    events: Sequence[Event],
    own: Sequence[Event],
    dates: Iterable[Span],
    places: Sequence[tuple[Mention, str]],
) -> Happening | None:
    """The one happening that a sentence puts on a day; None for none or several.

    ``events`` are those of the day in it, ``own`` those that it says happen; ``dates`` are the words for the day, and
    ``places`` its places with their keys.
    """
    nouns = [m for m in _BARE_NOUN.finditer(record.text, *span) if _is_one(record.text, m)]
    named: dict[str, re.Match[str]] = {}
    of: dict[str, list[str]] = {}
    main: set[str] = set()
    dates = list(dates)
    for noun in nouns:
        kind = _NOUNS[noun["noun"].casefold()]
        told = [e for e in events if _tells(record, e, noun)]
        if told or any(_beside(record.text, noun, date) for date in dates):
            named.setdefault(kind, noun)
            of.setdefault(kind, []).extend(e.id for e in told)
            if any(e in own for e in told):
                main.add(kind)
    if len(named) != 1:
        return None
    ((kind, noun),) = named.items()
    at = {key: None for mention, key in places if _at(record.text, noun, mention)}
    beside = {key: None for _, key in places if key not in at}
    size = _SIZE.search(record.text, *span)
    value = float(re.sub(r"\s", "", size[1] or size[2])) if size else None
    another = bool(_ANOTHER.search(record.text, max(span[0], noun.start() - 40), noun.start()))
    if kind in main and not at:
        at, beside = beside, {}
    return Happening(kind, tuple(dict.fromkeys(of[kind])), tuple(at), tuple(beside), value, kind in main, another)


def _is_one(text: str, noun: re.Match[str]) -> bool:
    before = text[max(0, noun.start() - 40) : noun.start()]
    return not _NONE.search(before) and not _CALLED_AFTER_IT.match(text, noun.end())


def _tells(record: Record, event: Event, noun: re.Match[str]) -> bool:
    """Whether an event is the happening: told by the noun, or as its coming ("was hit by an earthquake")."""
    if any(s <= noun.start() and noun.end() <= e for s, e in (event.trigger, *event.mentions)):
        return True
    comes = {meaning(w) for w in content_words(record.text[slice(*event.trigger)])} & _COMES
    return bool(comes) and event.start <= noun.start() < event.end


def _beside(text: str, noun: re.Match[str], date: Span) -> bool:
    """Whether noun and date belong together: "Tuesday's huge earthquake", "the earthquake in Haiti on Tuesday"."""
    if noun.end() <= date[0]:
        return bool(_BEFORE_DATE.fullmatch(text, noun.end(), date[0]))
    return date[1] <= noun.start() and bool(_AFTER_DATE.match(text[date[1] : noun.start()]))


def _at(text: str, noun: re.Match[str], place: Mention) -> bool:
    """Whether a place is that of the noun: "the earthquake in Haiti", "Haiti’s earthquake"."""
    if noun.end() <= place.start:
        return bool(_AT.fullmatch(text, noun.end(), place.start))
    return bool(re.fullmatch(r"(?:[’']s)?\s+", text[place.end : noun.start()]))
