"""Three articles of a harbour with their records, as they stand in a library: two of one story, one of another."""

from __future__ import annotations

import msgspec

from components.domain.article import Article, make_article
from components.domain.record import Actor, Mention, Quote, Record, Sentence
from components.services.analysis_queue import made_with
from components.services.clock import now
from components.services.library import Library
from components.store import article_queries
from components.store.database import Store
from tests.collection.told import PIPELINE, Told, told
from tests.specimen import TEXT, specimen

STORIES = {
    "bridge": (Told("Ida Berg", role="mayor"), Told("Harbour Trust", "organisation")),
    "ferry": (Told("Ida Berg"), Told("Eva Lund")),
    "opera": (Told("Berg"),),
}
TEXTS = {
    "bridge": "The harbour bridge was closed after engineers found cracks beneath the northern pillar.",
    "ferry": "Engineers closed the harbour bridge, and ferries crossed between pillar and northern quay.",
    "opera": "Critics praised the soprano whose debut filled every velvet seat of the theatre.",
}


def stored(name: str) -> tuple[Article, Record]:
    """An article of the story and its record."""
    made = told("x", TEXTS[name], *STORIES[name])
    article = make_article(made.text, title=made.title, outlet=f"The {name.title()} Post")
    return article, msgspec.structs.replace(made, id=article.id, outlet=article.outlet)


IDS = {name: stored(name)[0].id for name in TEXTS}


def keep_harbour(store: Store) -> list[str]:
    """Put the articles and their records into a library; their ids."""
    Library(store).add([stored(name)[0] for name in TEXTS])
    with store.writing() as connection:
        for name in TEXTS:
            article, record = stored(name)
            article_queries.put_record(connection, record, made_with(article), now())
    return list(IDS.values())


def keep_bridges(store: Store) -> list[str]:
    """Put the specimen into a library twice, in two outlets, the second time with a sentence more; their ids."""
    ids = []
    for outlet, more in (("Echo", ""), ("Post", " The toll is two crowns.")):
        article = make_article(
            TEXT + more, title="Mayor Opens Bridge", date="2026-03-03", date_basis="user", outlet=outlet
        )
        record = msgspec.structs.replace(specimen(), id=article.id, text=article.text, outlet=outlet, date="2026-03-03")
        Library(store).add([article])
        with store.writing() as connection:
            article_queries.put_record(connection, record, made_with(article), now())
        ids.append(article.id)
    return ids


def keep_voices(store: Store) -> list[str]:
    """Put two articles of two days and outlets into a library, which quote two people enough to compare; their ids."""
    ids = []
    for outlet, date, told_first in (("Echo", "2026-03-02", 25), ("Post", "2026-03-04", 40)):
        text, actors, quotes = "", [], []
        for name, words in (("Ida Berg", told_first), ("Eva Lund", 30)):
            said, place = " ".join(["harbour"] * words), len(text) + 1
            start = place + len(said) + 7
            text += f"“{said}”, said {name}. "
            actor = name.casefold().replace(" ", "-")
            mention = Mention(start=start, end=start + len(name), form="name")
            actors.append(Actor(id=actor, name=name, kind="person", mentions=(mention,)))
            quotes.append(
                Quote(
                    id=f"q-{actor}",
                    kind="direct",
                    content=((place, place + len(said)),),
                    speaker=actor,
                    source=(start, start + len(name)),
                    source_type="named",
                    rule="written by hand",
                    confidence=1.0,
                )
            )
        article = make_article(text.strip(), title="On the Harbour", date=date, date_basis="user", outlet=outlet)
        record = Record(
            id=article.id, title="On the Harbour", text=article.text, words=len(article.text.split()), date=date,
            outlet=outlet, pipeline=PIPELINE, actors=tuple(actors), quotes=tuple(quotes),
            sentences=(Sentence(start=0, end=len(article.text), paragraph=0, heading=False),),
        )  # fmt: skip
        Library(store).add([article])
        with store.writing() as connection:
            article_queries.put_record(connection, record, made_with(article), now())
        ids.append(article.id)
    return ids
