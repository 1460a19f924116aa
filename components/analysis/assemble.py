"""One function turns a Doc into a record; no Doc, Span or Token is kept in it."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.findings import findings, sentences
from components.analysis.genre import guess_genre
from components.domain.article import word_count
from components.domain.record import Pipeline, Record


def assemble(doc: Doc, pipeline: Pipeline) -> Record:
    """The record of an analysed Doc."""
    found = findings(doc)
    article = found.article
    headline = found.headline
    title = article.title.strip()
    if not title and headline:
        title = " ".join(article.text[headline[0] : headline[1]].split()).lstrip("# ")
    if not title:
        title = _first_words(article.text)
    genre, genre_rule = guess_genre(article.text)
    if article.genre:
        genre, genre_rule = article.genre, "set by a reader"
    return Record(
        id=article.id,
        title=title,
        outlet=article.outlet,
        byline=article.byline,
        url=article.url,
        language=article.language,
        text=article.text,
        words=word_count(article.text),
        genre=genre,
        genre_rule=genre_rule,
        date=found.date,
        date_basis=found.date_basis,
        date_rule=found.date_rule,
        pipeline=pipeline,
        headline=headline,
        alternative=found.alternative,
        sentences=tuple(sentences(doc)),
        timexes=tuple(found.timexes),
        events=tuple(found.events),
        actors=tuple(found.actors),
        left_open=tuple(found.left_open),
        relations=tuple(found.relations),
        quotes=tuple(found.quotes),
        tones=tuple(found.tones),
    )


def _first_words(text: str, most: int = 12) -> str:
    """A stand-in for a missing title: the text's first words."""
    words = text.split()
    return " ".join(words[:most]) + ("…" if len(words) > most else "")
