"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from components.analysis.pipeline import analyse, build
from components.domain.article import make_article
from components.domain.record import Record
from components.services.library import seed_articles


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once a test run."""
    return build()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., Record]:
    """The record of a text: ``read("…", date="2026-01-13")``."""
    return lambda text, **known: analyse(nlp, make_article(text, **known))


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The text of the article that a fresh library holds."""
    return seed_articles()[0].text
