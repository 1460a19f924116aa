"""A library of thousands of articles of made words, with made records, tags and collections."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec

from components.domain.article import Article, make_article
from components.domain.record import Record
from components.services import collections, tags
from components.services.analysis_queue import made_with
from components.services.clock import now
from components.services.library import Library
from components.store import article_queries
from components.store.database import Store
from tests.specimen import specimen

WORDS = 450  # of an article
AT_ONCE = 500
NOTHING: dict[str, object] = dict.fromkeys(("events", "tones", "relations", "claims", "unsure", "loaded"), ())


def fill(data: Path, number: int, seed: int = 7) -> Store:
    """A library of so many articles in a data folder, open; a tag on every eighth, a collection of half of them."""
    data.mkdir(parents=True, exist_ok=True)
    store = Store(f"sqlite:///{data / 'dateline.sqlite3'}")
    library = Library(store)
    chance = random.Random(seed)  # noqa: S311 - made words
    articles = list(_articles(number, chance))
    for start in range(0, number, AT_ONCE):
        part = articles[start : start + AT_ONCE]
        library.add([article for article, _ in part])
        with store.writing() as connection:
            for article, record in part:
                article_queries.put_record(connection, record, made_with(article), now())
    ids = [article.id for article, _ in articles]
    for n in range(8):
        tags.tag_articles(store, f"tag {n}", ids[n::8])
    collections.make_collection(store, "Half of them", "Made for a measurement.", ids[::2])
    for n in range(10):
        collections.make_collection(store, f"Set {n}", articles=ids[n::50])
    return store


def _articles(number: int, chance: random.Random) -> list[tuple[Article, Record]]:
    """Texts whose words are as unevenly frequent as a language's, a dozen names in each."""
    consonants, vowels = "bcdfghklmnprstvw", "aeiou"
    words = [
        "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.choice((2, 2, 3, 4))))
        for _ in range(20_000)
    ]
    names = [f"{chance.choice(words).title()} {chance.choice(words).title()}" for _ in range(15_000)]
    often = [1 / (n + 10) for n in range(len(words))]
    known = [1 / (n + 5) for n in range(len(names))]
    base = specimen()
    out = []
    for n in range(number):
        article = make_article(
            " ".join(chance.choices(words, often, k=WORDS)),
            title=" ".join(chance.choices(words, often, k=6)).capitalize(),
            outlet=f"The {words[n % 40].title()} Post",
            date=f"20{10 + n % 15}-0{1 + n % 9}-1{n % 9}",
            date_basis="user",
        )
        who = dict.fromkeys(chance.choices(names, known, k=12))
        actors = tuple(msgspec.structs.replace(base.actors[0], id=f"a{k}", name=name) for k, name in enumerate(who))
        quotes = tuple(msgspec.structs.replace(base.quotes[0], id=f"q-{k}", speaker=f"a{k}") for k in range(3))
        record = msgspec.structs.replace(
            base, id=article.id, text=article.text, title=article.title, outlet=article.outlet, date=article.date,
            actors=actors, quotes=quotes, **NOTHING,
        )  # fmt: skip
        out.append((article, record))
    return out
