"""A library that holds made texts, filled before a server is started on it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from components.domain.article import make_article
from components.services.analysis_queue import AnalysisQueue
from components.services.library import seed_articles
from components.store.data_folder import database_url
from components.store.database import Store


def fill(data: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """Put the seed and the texts (by a name) into a data folder, read by the pipeline; their ids by name ("seed")."""
    before = os.environ.get("DATELINE_DATA")
    os.environ["DATELINE_DATA"] = str(data)
    try:
        queue = AnalysisQueue(Store(database_url()))
        try:
            added = {"seed": seed_articles()[0], **{name: make_article(text) for name, text in texts.items()}}
            queue.take_in(list(added.values()))
            for article in added.values():
                job = queue.open(article.id).job
                if job is not None and not job.wait(180):
                    raise RuntimeError(f"{article.title} was not read in time")
            return {name: article.id for name, article in added.items()}
        finally:
            queue.close()
    finally:
        os.environ.pop("DATELINE_DATA")
        if before is not None:
            os.environ["DATELINE_DATA"] = before
