"""One function turns a Doc into a record; no Doc, Span or Token is kept in it."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.findings import findings, sentences
from components.analysis.genre import genre_of
from components.domain.article import word_count
from components.domain.claims import claims_of
from components.domain.record import Pipeline, Record


def assemble(doc: Doc, pipeline: Pipeline) -> Record:
    """The record of an analysed Doc."""
    state = findings(doc)
    article = state.article
    headline = state.headline
    title = article.title.strip()
    if not title and headline:
        title = " ".join(article.text[headline[0] : headline[1]].split()).lstrip("# ")
    if not title:
        title = _first_words(article.text)
    genre, genre_rule = genre_of(article)
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
        date=state.date,
        date_basis=state.date_basis,
        date_rule=state.date_rule,
        pipeline=pipeline,
        headline=headline,
        alternative=state.alternative,
        sentences=tuple(sentences(doc)),
        timexes=tuple(state.timexes),
        events=tuple(state.events),
        actors=tuple(state.actors),
        left_open=tuple(state.left_open),
        relations=tuple(state.relations),
        quotes=tuple(state.quotes),
        tones=tuple(state.tones),
        claims=claims_of(article.text, state.events, state.quotes, state.actors),
        loaded=tuple(state.loaded),
        unsure=(
            *state.unsure_mentions,
            *state.unsure_quotes,
            *state.unsure_events,
            *state.unsure_relations,
            *state.unsure_tones,
        ),
    )


def _first_words(text: str, max_words: int = 12) -> str:
    """A stand-in for a missing title: the text's first words."""
    words = text.split()
    return " ".join(words[:max_words]) + ("…" if len(words) > max_words else "")
