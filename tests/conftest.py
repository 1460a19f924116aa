"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from components.analysis.pipeline import analyse, build
from components.domain.article import make_article
from components.domain.record import Record
from components.services.library import seed_articles
from tests.postgres_server import PostgresServer, running


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test run; the test is skipped where none is installed."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def library_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a library that is not there yet: the test runs once on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite3'}"
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url
