"""Fetches a web page for the editor in a process of its own: what a site sends costs that process alone.

The site's seconds are counted here, from when the process is ready, over everything: the name, the handshake, the
redirects, the page. What the process may do stands in ``worker.py``, which addresses it may ask in ``safe_http.py``.
"""

from __future__ import annotations

import logging
import os

from components.domain.errors import NotFetched
from components.ingest.fetch.messages import MAX_ANSWER, Answer, Page, Request, too_slow_message
from components.ingest.limits import FETCH_SECONDS, FETCH_START_SECONDS, MAX_URL
from components.processes.worker_process import StoppableWork, WorkerBroken, start_confined

log = logging.getLogger(__name__)

PROGRAM = "components.ingest.fetch.worker"
_OFF = {"off", "no", "0", "false"}
_ON = {"on", "yes", "1", "true"}
_GRACE = 0.5  # seconds that the process has to say itself that the time is over
_STOPPED = "The page was not fetched: you stopped it."
_BROKE = (
    "Fetching the page broke down: what the site sends may be made to do harm. "
    "Open it in your browser, then save the page or copy its text."
)


def fetching_allowed() -> bool:
    """Whether web addresses may be fetched at all: ``DATELINE_FETCH`` is not ``off``."""
    return os.environ.get("DATELINE_FETCH", "on").strip().lower() not in _OFF


def private_allowed() -> bool:
    """Whether addresses of this computer and of private networks may be fetched (``DATELINE_FETCH_PRIVATE``)."""
    return os.environ.get("DATELINE_FETCH_PRIVATE", "").strip().lower() in _ON


class Fetch(StoppableWork):
    """The fetch of one page; another thread may ``stop`` it: whoever waits for the page meets NotFetched."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def page(self) -> Page:
        """Fetch the page; raises NotFetched with the reason and what to do."""
        if not fetching_allowed():
            raise NotFetched(
                "Fetching from the web is switched off here (DATELINE_FETCH). Save the page, or copy its text."
            )
        if len(self._url) > MAX_URL:
            raise NotFetched(f"The address has over {MAX_URL} characters. Save the page, or copy its text.")
        answer = self._ask(Request(url=self._url, seconds=FETCH_SECONDS, private=private_allowed()))
        if answer.page is None:
            log.info("a page could not be fetched: %s", answer.error)
            raise NotFetched(answer.refused or _BROKE)
        return answer.page

    def _ask(self, request: Request) -> Answer:
        try:
            program = start_confined(PROGRAM, seconds=FETCH_START_SECONDS, most_bytes=MAX_ANSWER)
        except (WorkerBroken, OSError) as error:  # TimeoutError is an OSError
            log.warning("the fetching process could not be started: %s", type(error).__name__)
            raise NotFetched("Fetching could not be started on this computer. Try again, or save the page.") from error
        try:
            with self._at_work(program):
                if self.stopped:
                    raise NotFetched(_STOPPED)
                return program.ask(request, Answer, FETCH_SECONDS + _GRACE)
        except UnicodeError as error:  # half a character, which can't be sent
            raise NotFetched("This is not a web address. It begins with https:// or http://.") from error
        except TimeoutError as error:
            raise NotFetched(too_slow_message(FETCH_SECONDS)) from error
        except WorkerBroken as error:
            log.info("the fetching process broke down: %s", error)
            raise NotFetched(_STOPPED if self.stopped else _BROKE) from error


def fetch(url: str) -> Page:
    """The page at an address; raises NotFetched with the reason and what to do."""
    return Fetch(url).page()
