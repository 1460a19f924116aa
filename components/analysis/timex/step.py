"""The step ``dateline_timex``: finds time expressions, settles the article date and resolves them against it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.timex.scorer  # noqa: F401 - registers the scorer
from components.analysis.findings import findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.analysis.timex.document_creation_time import settle_article_date
from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.live_blog_posts import posts_of
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.symbolic_values import TimePhrase
from components.analysis.timex.verb_tense import VerbTenses
from components.domain.record import Timex


def detect_phrases(doc: Doc, config: TimexConfig = DEFAULT_CONFIG) -> list[TimePhrase]:
    """The time expressions of a parsed Doc as symbolic phrases; no date enters into it."""
    breaks = {start for start, _ in findings(doc).paragraphs}
    return find_phrases(doc.text, breaks, VerbTenses(doc, config).at, config)


def normalised_timexes(
    phrases: list[TimePhrase], article_date: str | None, doc: Doc | None = None, config: TimexConfig = DEFAULT_CONFIG
) -> list[Timex]:
    """The phrases resolved against an article date ("2026-01-13"); None or a date that can't be leaves them open.

    ``doc`` is the parsed text, for the posts of a live blog.
    """
    try:
        day = date.fromisoformat(article_date[:10]) if article_date else None
    except ValueError:
        day = None
    posts = posts_of(doc.text, findings(doc).paragraphs, day, config) if doc is not None else ()
    return normalise(phrases, day, posts, config)


class TimexStep(ScoredStep[TimexConfig]):
    """Writes the article date with its reason, and the time expressions in text order."""

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        state = findings(doc)
        phrases = detect_phrases(doc, self._config)
        article_date = settle_article_date(doc.text, state.article, phrases, state.paragraphs, self._config)
        state.date, state.date_basis, state.date_rule = article_date
        state.timexes = normalised_timexes(phrases, state.date, doc, self._config)
        publish(doc, "dateline_timex", [((t.start, t.end), t.type) for t in state.timexes])
        return doc


@Language.factory(
    "dateline_timex",
    default_config={**asdict(TimexConfig()), "scorer": {"@scorers": "dateline.timex_scorer.v1"}},
    # It reads token.pos, too, which spaCy's English pipelines set but don't declare.
    requires=["doc._.dateline", "token.tag", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={
        "timexes_p": 0.0,
        "timexes_r": 0.0,
        "timexes_f": 0.5,
        "timexes_value_acc": 0.5,
    },
)
@takes_settings(TimexConfig)
def make_timex_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> TimexStep:
    """The step, with settings from the pipeline's config."""
    return TimexStep(name, TimexConfig(**settings), scorer)
