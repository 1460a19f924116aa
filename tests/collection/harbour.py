"""Three articles of a harbour with their records, as they stand in a library: two of one story, one of another."""

from __future__ import annotations

import msgspec

from components.domain.article import Article, make_article
from components.domain.record import Record
from components.services.analysis_queue import made_with
from components.services.clock import now
from components.services.library import Library
from components.store import article_queries
from components.store.database import Store
from tests.collection.told import Told, told
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
