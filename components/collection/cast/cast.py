"""The cast of a collection: who is the same person, body, country or group in several articles."""

from __future__ import annotations

import msgspec

from components.domain.record import ActorKind


class CastMember(msgspec.Struct, frozen=True, order=True):
    """An actor of one article's record."""

    article: str
    actor: str


class CastActor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor of a collection; ``members`` are at most one for each article and actor, in the articles' order.

    ``confidence`` (0 to 1) is that of its least sure join, ``reason`` says in plain words why they are one; an actor
    of a single article has 1.0 and an empty reason.
    """

    id: str
    name: str
    kind: ActorKind
    members: tuple[CastMember, ...]
    aliases: tuple[str, ...] = ()
    role: str | None = None
    confidence: float = 1.0
    reason: str = ""


class PerhapsSame(msgspec.Struct, frozen=True):
    """Two cast actors (their ids) who may be one, which is too unsure to join them, and why."""

    left: str
    right: str
    confidence: float
    reason: str


class Decision(msgspec.Struct, frozen=True):
    """What a reader decided: the two are the same, or they are not."""

    left: CastMember
    right: CastMember
    same: bool


class Cast(msgspec.Struct, frozen=True):
    """Everybody in a collection, those of most articles first; actors of one article among them."""

    actors: tuple[CastActor, ...]
    perhaps: tuple[PerhapsSame, ...] = ()
