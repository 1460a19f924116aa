"""A made article of many events, dated and undated, of every status, and its record."""

from __future__ import annotations

import datetime as dt
import random
from typing import get_args

import msgspec

from components.domain.article import Article, make_article, word_count
from components.domain.record import Event, Record, Sentence, Status
from tests.specimen import mention, specimen

DATE = "2026-03-03"
VERBS = ("opened", "closed", "rejected", "praised", "left", "bought", "sold", "promised")
THINGS = ("the north bridge", "the old harbour office", "a plan for the market", "the toll", "three ferries")


def many_events(n: int, seed: int = 5) -> tuple[Article, Record]:
    """An article of n sentences with an event each: most of them within weeks of its date, some years before."""
    chance = random.Random(seed)  # noqa: S311 - a made article
    parts = ["Mayor Ida Berg and the Drivers’ Union met.\n\n"]
    sentences, events = [Sentence(start=0, end=len(parts[0]) - 2, paragraph=0)], []
    at = len(parts[0])
    for number in range(n):
        verb, thing = chance.choice(VERBS), chance.choice(THINGS)
        words = f"Berg {verb} {thing} for the {number}th time, as people in Arden remember well to this day."
        parts.append(words + ("\n\n" if number % 4 == 3 else " "))
        start = at + len("Berg ")
        sentences.append(Sentence(start=at, end=at + len(words), paragraph=1 + number // 4))
        events.append(
            Event(
                id=f"e-{number}", start=at, end=at + len(words), trigger=(start, start + len(verb)), kind="action",
                summary=f"Berg {verb} {thing} for the {number}th time", mentions=((start, start + len(verb)),),
                status=chance.choice(get_args(Status)), rule="made", confidence=chance.choice((0.4, 0.7, 0.9)),
                actors=chance.choice(((), ("ida-berg",), ("drivers-union",), ("ida-berg", "drivers-union"))),
                voice=chance.choice(("writer", "writer", "drivers-union")), **_date(chance),
            )  # type: ignore[arg-type]
        )  # fmt: skip
        at += len(parts[-1])
    text = "".join(parts).rstrip()
    article = make_article(text, title="A Long Story of Arden", date=DATE, date_basis="user")
    base = specimen()
    actors = tuple(msgspec.structs.replace(a, mentions=(mention("Mayor", "nominal"),)) for a in base.actors)
    return article, msgspec.structs.replace(
        base, id=article.id, title=article.title, text=text, words=word_count(text), date=DATE,
        sentences=tuple(sentences), events=tuple(events), actors=actors, timexes=(), relations=(), quotes=(), tones=(),
        loaded=(), unsure=(),
        headline=None,
    )  # fmt: skip


def _date(chance: random.Random) -> dict[str, object]:
    kind = chance.random()
    day = dt.date(2026, 3, 3) + dt.timedelta(days=chance.randint(-40, 20))
    if kind < 0.5:
        return {"earliest": day.isoformat(), "latest": day.isoformat(), "precision": "day", "basis": "stated"}
    if kind < 0.6:
        old = dt.date(chance.randint(1950, 2024), chance.randint(1, 12), 5).isoformat()
        return {"earliest": old, "latest": old, "precision": "day", "basis": "stated"}
    if kind < 0.68:
        return {"earliest": "2026-02-01", "latest": "2026-02-28", "precision": "month", "basis": "stated"}
    if kind < 0.73:
        return {"earliest": "2025-01-01", "latest": "2025-12-31", "precision": "year", "basis": "stated"}
    if kind < 0.78:
        return {"earliest": day.isoformat(), "precision": "range", "basis": "stated"}
    if kind < 0.82:
        return {"latest": day.isoformat(), "precision": "range", "basis": "stated"}
    return {}
