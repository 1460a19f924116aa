"""The program that fetches one web page: little memory, little time, no secrets, no files, no other programs.

``python -m components.ingest.fetch.worker`` greets, reads one request on its standard input, answers it on its standard
output and ends; it ends, too, when its standard input does, even in the middle of a page. It may look names up and
connect, to what ``safe_http.py`` lets it; an audit hook (``processes/confinement.py``) asks again at every connection.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import BinaryIO

import msgspec

from components.domain.errors import NotFetched
from components.ingest.fetch.messages import Answer, Request
from components.ingest.limits import FETCH_MEMORY
from components.processes.confinement import confine, limit_time
from components.processes.messages import receive, send


def _end_with(pipe: BinaryIO) -> None:
    """End the process when the other side is gone."""
    pipe.read(1)
    os._exit(0)


def main() -> None:
    """See the module."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    from components.ingest.fetch import safe_http

    context = safe_http.trust()
    send(outward, Answer())
    body = receive(inward)
    if body is None:
        return
    threading.Thread(target=_end_with, args=(inward,), daemon=True).start()
    request = msgspec.msgpack.decode(body, type=Request)
    confine(FETCH_MEMORY, may_connect=lambda address: request.private or safe_http.is_public(address))
    limit_time(request.seconds + 1)
    try:
        page = safe_http.get(request.url, seconds=request.seconds, private=request.private, context=context)
        answer = Answer(page=page)
    except NotFetched as refused:
        answer = Answer(refused=str(refused), error=type(refused.__cause__ or refused).__name__)
    except MemoryError:
        answer = Answer(refused="The page needs too much memory. Save the article alone, or copy its text.")
    except Exception as error:  # whatever a library raises on what it doesn't expect
        answer = Answer(
            refused="The site answered with what is no page. Open it in your browser, then save the page.",
            error=type(error).__name__,
        )
    send(outward, answer)
    os._exit(0)  # the thread may still wait for the other side


if __name__ == "__main__":
    main()
