"""The worker program ``python -m components.analysis.worker``: articles in on stdin, records out on stdout.

Messages are those of processes/messages.py. First a greeting that says ``ready`` (or ``failed``: why, then it ends),
then for each article a ``record`` or why it ``failed``. It ends as soon as its standard input does, even in the middle
of an article, so that it never outlives the program that started it.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading

import msgspec

from components.analysis.version import pipeline_version
from components.domain.article import Article
from components.domain.errors import DatelineError
from components.domain.record import Pipeline, Record
from components.processes.messages import receive, send

log = logging.getLogger(__name__)


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message from the worker; exactly one field is set."""

    ready: Pipeline | None = None
    record: Record | None = None
    failed: str | None = None


def _take_messages(inbox: queue.SimpleQueue[bytes]) -> None:
    """Hand on what comes in; end the process when the other side is gone."""
    while (body := receive(sys.stdin.buffer)) is not None:
        inbox.put(body)
    os._exit(0)


def main() -> int:
    """Read articles until standard input ends; returns the exit status."""
    # Whatever a library prints must not end up between the records.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take_messages, args=(inbox,), daemon=True).start()
    try:
        from components.analysis.pipeline import ArticleAnalyser, build

        nlp = build()
        # The first text costs spaCy half a second more than the next: pay it before anyone waits.
        nlp("Ottawa said on Monday that it would reply.")
        reader = ArticleAnalyser(nlp)
    except (DatelineError, ImportError) as error:
        send(out, Reply(failed=str(error)))
        return 1
    send(out, Reply(ready=pipeline_version()))
    while True:
        article = msgspec.msgpack.decode(inbox.get(), type=Article)
        try:
            send(out, Reply(record=reader.analyse(article)))
        except DatelineError as error:
            send(out, Reply(failed=str(error)))
        except Exception as error:
            # The log names the article by its hash alone: texts stay out of logs.
            log.exception("article %s could not be read", article.id)
            send(out, Reply(failed=f"The reader stopped on this text ({type(error).__name__})."))


if __name__ == "__main__":
    sys.exit(main())
