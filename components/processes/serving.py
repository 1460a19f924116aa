"""The side of the worker program that must never outlive its starter, even in the middle of its work."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import msgspec

from components.processes.log_privacy import keep_words_out
from components.processes.messages import receive, send


def serve() -> tuple[Iterator[bytes], Callable[[msgspec.Struct], None]]:
    """The bodies of the messages that come in on stdin, and what writes one to stdout.

    The process ends as soon as its standard input does, and at no Ctrl-C, which is for its starter. Whatever a library
    prints goes to stderr.
    """
    keep_words_out()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take_messages, args=(inbox,), daemon=True).start()

    def messages() -> Iterator[bytes]:
        while True:
            yield inbox.get()

    return messages(), lambda message: send(out, message)


def _take_messages(inbox: queue.SimpleQueue[bytes]) -> None:
    """Hand on what comes in; end the process when the other side is gone."""
    while (body := receive(sys.stdin.buffer)) is not None:
        inbox.put(body)
    os._exit(0)
