"""Moves mentions between actors, and everything that hangs on them: quotes, events, tones, relations."""

from __future__ import annotations

import bisect
import math
from collections.abc import Collection, Iterable

import msgspec

from components.domain.correction_values import MOST_ADDED, MOST_ALIASES, MOST_IDS
from components.domain.record import UNKNOWN, Actor, ActorKind, Event, Mention, Quote, Relation, Tone
from components.domain.record_draft import RecordDraft, names_near, renamed_relation
from components.domain.spans import Span, overlaps, stands_on

ARTICLE = 4  # characters of "the " before a name


class NoLongerFits(Exception):
    """A correction whose item is gone, or that asks for what can't be."""


def room_for(draft: RecordDraft, things: str) -> None:
    """Raise NoLongerFits where readers added as many things as may be."""
    if draft.added[things] >= MOST_ADDED:
        raise NoLongerFits(f"readers added {MOST_ADDED:,} {things} already, the most that there can be")


def also_called(actor: Actor, names: Iterable[str]) -> tuple[str, ...]:
    """Names as an actor's aliases: each once, its own left out, those beyond a number forgotten."""
    out = dict.fromkeys(names)
    out.pop(actor.name, None)
    return tuple(out)[: max(MOST_ALIASES, len(actor.aliases))]


def added_actor(draft: RecordDraft, identity: str, name: str, kind: ActorKind) -> None:
    """Add an actor that has no mention yet; raises NoLongerFits where it is there already, or too many are."""
    if identity in draft.actors.items:
        raise NoLongerFits("this actor is there already")
    room_for(draft, "actors")
    draft.added["actors"] += 1
    draft.add_actor(Actor(id=identity, name=name, kind=kind))


def merge_actors(draft: RecordDraft, one: str, into: str) -> None:
    """Give an actor's mentions and all that it does to another; the first is gone."""
    first, second = draft.actors.items[one], draft.actors.items[into]
    points = merged_points(_with_mentions(draft, first), _with_mentions(draft, second))
    prominence = _prominence_of(draft, points, first, second)
    both = msgspec.structs.replace(
        second,
        aliases=also_called(second, [*second.aliases, first.name, *first.aliases]),
        role=second.role or first.role,
        parts=points,
    )
    draft.actors.put(into, both)
    for mention in list(draft.mentions[one].values()):
        draft.add_mention(into, mention)
    draft.drop_actor(one)
    draft.weigh({into: prominence})
    _renamed(draft, one, into)


FIRST_SHOWN = 8  # actors that are ranked by their points (first_actors in actors/config.py)


def _with_mentions(draft: RecordDraft, actor: Actor) -> Actor:
    return msgspec.structs.replace(actor, mentions=tuple(draft.mentions[actor.id].values()))


# Points for how often, which grow with the logarithm of a count (actors/salience.py): the forms that are counted.
_COUNTED = {"names": ("name",), "mentions": ("name", "nominal", "pronoun", "adjective")}


def merged_points(first: Actor, second: Actor) -> dict[str, float]:
    """What two actors that are one have points for: how often, by both counts; all else as the higher of the two."""
    points = {}
    for name in dict.fromkeys([*second.parts, *first.parts]):
        points[name] = max(first.parts.get(name, 0.0), second.parts.get(name, 0.0))
        counts = [sum(m.form in _COUNTED.get(name, ()) for m in a.mentions) for a in (first, second)]
        if max(counts) > 0:
            points[name] = round(points[name] * math.log1p(sum(counts)) / math.log1p(max(counts)), 2)
    return points


def _prominence_of(draft: RecordDraft, points: dict[str, float], first: Actor, second: Actor) -> float:
    """The prominence of two actors that are one, by their points, on the scale of the most prominent one (0..1)."""
    top = max(draft.actors.items.values(), key=lambda a: a.prominence)
    scale = sum(top.parts.values())
    if not points or scale <= 0 or not top.prominence:
        return min(1.0, round(first.prominence + second.prominence, 3))
    by_points = sum(points.values()) / scale * top.prominence
    # Who stood behind the first few, as a place that only says where, doesn't pass them by its points.
    least = max(first.prominence, second.prominence)
    return round(min(1.0, max(least, by_points if _is_first(first, second) else 0.0)), 3)


def _is_first(first: Actor, second: Actor) -> bool:
    """Whether one of two stood among those who are shown first."""
    ranks = [a.rank for a in (first, second) if a.rank is not None]
    return not ranks or min(ranks) < FIRST_SHOWN


def without_actor(draft: RecordDraft, identity: str) -> None:
    """Take out an actor: quotes lose their speaker, tones towards it and its relations go."""
    draft.drop_actor(identity)
    _renamed(draft, identity, None)


def move_mentions(draft: RecordDraft, spans: Collection[Span], to: str | None) -> None:
    """Give mentions to another actor (None: to none), and what hangs on them.

    An actor that has no mention left is gone; what it did is the other's.
    """
    places: dict[str, list[Span]] = {}
    for span in spans:
        for owner in draft.actors_at.get(span, ()):
            if owner != to:
                places.setdefault(owner, []).append(span)
    losing = sorted(places, key=draft.ranking.index)
    counts = {identity: len(draft.mentions[identity]) for identity in (*losing, *([to] if to else []))}
    most = _most_mentions(draft) if to and not counts[to] else 1
    leaving = {owner: [draft.remove_mention(owner, span) for span in sorted(places[owner])] for owner in losing}
    if to is not None:
        moved_mentions = [
            msgspec.structs.replace(m, rule="given to this actor by a reader", confidence=1.0)
            for owner in losing
            for m in leaving[owner]
        ]
        for mention in moved_mentions:
            draft.add_mention(to, mention)
        actor = draft.actors.items[to]
        named = (" ".join(draft.text[m.start : m.end].split()) for m in moved_mentions if m.form == "name")
        draft.actors.put(to, msgspec.structs.replace(actor, aliases=also_called(actor, [*actor.aliases, *named])))
    gone = {owner for owner in losing if not draft.mentions[owner]}
    for owner in gone:
        draft.drop_actor(owner)
    draft.weigh({i: _weight(draft, i, n, most) for i, n in counts.items() if i not in gone})
    for owner in losing:
        if owner in gone:
            _renamed(draft, owner, to)
        else:
            _handed(draft, owner, to, leaving[owner])


def found_at(draft: RecordDraft, identity: str, spans: Collection[Span]) -> None:
    """Name an actor at these places too; quotes whose source nobody was known for are its own."""
    before = len(draft.mentions[identity])
    most = 1 if before else _most_mentions(draft)
    new = [
        Mention(start=s, end=e, form="name", rule="added by a reader", confidence=1.0)
        for s, e in sorted(set(spans))
        if not draft.actors_at.get((s, e))
    ]
    for mention in new:
        draft.add_mention(identity, mention)
    starts = [m.start for m in new]

    def named(start: int, end: int) -> bool:
        k = bisect.bisect_left(starts, end) - 1
        return k >= 0 and start < new[k].end

    def speaks(quote: Quote) -> bool:
        """Whether the source is the name itself: not "a resident of Springfield"."""
        if quote.source is None:
            return False
        k = bisect.bisect_right(starts, quote.source[0] + ARTICLE) - 1
        return k >= 0 and quote.source[0] <= new[k].start and new[k].end >= quote.source[1]

    for key, quote in draft.quotes.items_of(None):
        if speaks(quote):
            draft.quotes.put(key, msgspec.structs.replace(quote, speaker=identity))
    for name, event in list(draft.events.items.items()):
        if len(event.actors) < MOST_IDS and named(event.start, event.end) and identity not in event.actors:
            draft.events.put(name, msgspec.structs.replace(event, actors=(*event.actors, identity)))
    draft.weigh({identity: _weight(draft, identity, before, most)})


def _most_mentions(draft: RecordDraft) -> int:
    return max((len(draft.mentions[i]) for i in draft.ranking), default=1) or 1


def _weight(draft: RecordDraft, identity: str, before: int, most: int) -> float:
    """An actor's prominence by its share of mentions, where their number changed."""
    now, prominence = len(draft.mentions[identity]), draft.actors.items[identity].prominence
    if not before:
        return round(min(1.0, now / most), 3)
    return prominence if now == before else round(min(1.0, prominence * (now / before)), 3)


def _handed(draft: RecordDraft, old: str, to: str | None, leaving: list[Mention]) -> None:
    """Give on what hangs on the mentions that leave; what hangs on those that stay too is of both."""

    def leaves(start: int, end: int) -> bool:
        return any(stands_on(m, (start, end)) for m in leaving)

    def stays(start: int, end: int) -> bool:
        return next(draft.overlapping(old, start, end), None) is not None

    def quote(q: Quote) -> Quote:
        gone = q.source is not None and leaves(*q.source)
        return msgspec.structs.replace(q, speaker=to) if gone else q

    there = names_near(old, ((m.start, m.end) for m in leaving))
    # What was said goes with who said it.
    said_quotes = frozenset(draft.quotes.change(there, quote))
    content = [span for quote_id in said_quotes for span in draft.quotes.items[quote_id].content]
    voice = to or UNKNOWN

    def event(e: Event) -> Event:
        if e.quote in said_quotes and e.voice == old:
            e = msgspec.structs.replace(e, voice=voice)
        if old not in e.actors:
            return e
        start, end = draft.context((e.start, e.end))
        if not leaves(start, end):
            return e
        others = e.actors if stays(start, end) else [a for a in e.actors if a != old]
        return msgspec.structs.replace(e, actors=tuple(dict.fromkeys([*others, *([to] if to else [])])))

    def relation(r: Relation) -> Relation | None:
        if r.voice == old and any(overlaps((r.start, r.end), part) for part in content):
            r = msgspec.structs.replace(r, voice=voice)
        if old not in (r.agent, r.patient) or not leaves(r.start, r.end) or stays(r.start, r.end):
            return r
        agent, patient = (to if a == old else a for a in (r.agent, r.patient))
        if agent is None or patient is None or agent == patient:
            return None
        return msgspec.structs.replace(r, agent=agent, patient=patient)

    def tone(t: Tone) -> Tone | None:
        held = t.holder is not None and leaves(*t.holder)
        if t.voice == old and (held or any(stands_on(t, part) for part in content)):
            t = msgspec.structs.replace(t, voice=voice)
        if t.target != old or not leaves(t.start, t.end) or stays(t.start, t.end):
            return t
        return msgspec.structs.replace(t, target=to) if to else None

    draft.events.change([*there, *(("in", quote_id) for quote_id in said_quotes)], event)
    draft.relations.change(there, relation)
    draft.settle_tones(draft.tones.change(there | names_near(old, content), tone))


def _renamed(draft: RecordDraft, old: str, new: str | None) -> None:
    """Put another actor in every place of one; None: the place is empty, or gone with it."""

    def event(e: Event) -> Event:
        actors = dict.fromkeys(new if a == old else a for a in e.actors)
        actors.pop(None, None)
        # Who told it is unknown then; that it was told, and not seen by the writer, stays.
        voice = (new or UNKNOWN) if e.voice == old else e.voice
        return msgspec.structs.replace(e, actors=tuple(a for a in actors if a), voice=voice)

    def tone(t: Tone) -> Tone | None:
        if t.target == old and new is None:
            return None
        voice = (new or UNKNOWN) if t.voice == old else t.voice
        return msgspec.structs.replace(t, target=new if t.target == old else t.target, voice=voice)

    draft.rename_in_unsure(old, new)
    draft.actors.change([old], lambda a: a if a.id == new else msgspec.structs.replace(a, of=new))
    draft.quotes.change([old], lambda q: msgspec.structs.replace(q, speaker=new))
    draft.events.change([old], event)
    draft.relations.change([old], lambda r: renamed_relation(r, old, new))
    draft.settle_tones(draft.tones.change([old], tone))
