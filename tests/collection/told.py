"""Small records of articles that tell of named actors, for tests of collections."""

from __future__ import annotations

from typing import NamedTuple

from components.domain.record import Actor, ActorKind, Mention, Pipeline, Record

PIPELINE = Pipeline(dateline="test", spacy="test", model="test")


class Told(NamedTuple):
    """An actor of an article; ``aliases`` are short forms that the article uses as well."""

    name: str
    kind: ActorKind = "person"
    role: str | None = None
    aliases: tuple[str, ...] = ()


def told(article: str, story: str, *actors: Told, date: str | None = "2026-03-04", outlet: str | None = None) -> Record:
    """The record of an article: the words of its ``story``, then a sentence that names each actor."""
    text, made = story, []
    for actor in actors:
        text += f" {actor.name} was there."
        start = len(text) - len(f"{actor.name} was there.")
        made.append(
            Actor(
                id=actor.name.casefold().replace(" ", "-"),
                name=actor.name,
                kind=actor.kind,
                role=actor.role,
                aliases=actor.aliases,
                mentions=(Mention(start=start, end=start + len(actor.name), form="name"),),
            )
        )
    return Record(
        id=article,
        title=story[:40],
        text=text,
        words=len(text.split()),
        pipeline=PIPELINE,
        date=date,
        outlet=outlet,
        actors=tuple(made),
    )
