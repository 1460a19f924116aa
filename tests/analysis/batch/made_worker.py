"""A batch worker that reads nothing: it answers at once, and fails as the words of an article say.

"dies": always; "dies once FILE": where there is no FILE, which it makes; "hangs"; "raises"; "slow": takes 0.2 seconds.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import msgspec

from components.analysis.batch.messages import Chunk, Greeting, Outcome, Outcomes
from components.analysis.version import pipeline_version
from components.domain.article import Article, word_count
from components.domain.record import Record, to_json
from components.processes.serving import serve

PROGRAM = "tests.analysis.batch.made_worker"


def made_record(article: Article) -> bytes:
    return to_json(
        Record(
            id=article.id,
            title=article.title or "Untitled",
            text=article.text,
            words=word_count(article.text),
            date=article.date,
            date_basis=article.date_basis,
            pipeline=pipeline_version(),
        )
    )


def outcome(article: Article) -> Outcome:
    for line in article.text.splitlines():
        if line.startswith("dies once "):
            marker = Path(line.removeprefix("dies once "))
            if not marker.exists():
                marker.touch()
                os._exit(1)
        elif line == "dies":
            os._exit(1)
        elif line == "hangs":
            time.sleep(600)
        elif line == "raises":
            return Outcome(failed="The reader stopped on this text (ValueError).")
        elif line == "slow":
            time.sleep(0.2)
    return Outcome(made_record(article))


def main() -> None:
    messages, send = serve()
    send(Greeting(ready=pipeline_version()))
    for body in messages:
        chunk = msgspec.msgpack.decode(body, type=Chunk)
        send(Outcomes(tuple(outcome(one.article) for one in chunk.articles)))


if __name__ == "__main__":
    sys.exit(main())
