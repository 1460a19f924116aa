"""The worker program ``python -m components.analysis.worker``: articles in on stdin, records out on stdout.

Messages are those of processes/messages.py. First a greeting that says ``ready`` (or ``failed``: why, then it ends),
then for each article a ``record`` or why it ``failed``, and of a long one before that how far it is (``progress``, as
often as a step is done). It ends as soon as its standard input does, even in the middle of an article, so that it never
outlives the program that started it.
"""

from __future__ import annotations

import logging
import sys

import msgspec

from components.analysis.version import pipeline_version
from components.domain.article import Article
from components.domain.errors import DatelineError
from components.domain.reading_progress import ReadingProgress
from components.domain.record import Pipeline, Record
from components.processes.serving import serve

log = logging.getLogger(__name__)


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message from the worker; exactly one field is set."""

    ready: Pipeline | None = None
    progress: ReadingProgress | None = None  # another message follows
    record: Record | None = None
    failed: str | None = None


def main() -> int:
    """Read articles until standard input ends; returns the exit status."""
    messages, send = serve()
    try:
        from components.analysis.encoder.inference_threads import take_turns_often
        from components.analysis.pipeline import ArticleAnalyser, build

        take_turns_often()
        nlp = build()
        # The first text costs spaCy half a second more than the next: pay it before anyone waits.
        nlp("Ottawa said on Monday that it would reply.")
        reader = ArticleAnalyser(nlp)
    except (DatelineError, ImportError) as error:
        send(Reply(failed=str(error)))
        return 1
    send(Reply(ready=pipeline_version()))
    for body in messages:
        article = msgspec.msgpack.decode(body, type=Article)
        try:
            send(Reply(record=reader.analyse(article, lambda progress: send(Reply(progress=progress)))))
        except DatelineError as error:
            send(Reply(failed=str(error)))
        except Exception as error:
            # The log names the article by its hash alone: texts stay out of logs.
            log.exception("article %s could not be read", article.id)
            send(Reply(failed=f"The reader stopped on this text ({type(error).__name__})."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
