"""The program ``python -m components.analysis.batch.worker``: chunks of articles in on stdin, their outcomes on stdout.

Messages are those of processes/messages.py. It ends as soon as its standard input does, as analysis/worker.py does.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from components.analysis.batch.messages import Chunk, Greeting, Outcome, Outcomes, PlacedArticle
from components.analysis.version import pipeline_version
from components.domain.errors import DatelineError
from components.domain.page_references import with_printed_pages
from components.domain.record import Record, to_json
from components.processes.serving import serve

if TYPE_CHECKING:
    from spacy.language import Language

LEMMAS_KEPT = 50_000  # words whose lemma spaCy remembers, at most: it would remember every word that it ever read


def outcomes(nlp: Language, chunk: Chunk) -> Outcomes:
    """What becomes of each article; one that stops the pipeline costs itself alone."""
    # What spaCy remembers of the texts' words goes with them: else every new word stays for good. Nothing may be raised
    # within, as spaCy leaves its zone only at the end.
    with nlp.memory_zone():
        done = _together(nlp, chunk.articles) or tuple(_alone(nlp, one) for one in chunk.articles)
    _forget_lemmas(nlp)
    return Outcomes(done)


def _together(nlp: Language, articles: tuple[PlacedArticle, ...]) -> tuple[Outcome, ...]:
    """The outcomes where all can be read; none where one of them stops the pipeline."""
    from components.analysis.pipeline import analyse_many

    try:
        records = list(analyse_many(nlp, [one.article for one in articles]))
        return tuple(_outcome(record, one) for record, one in zip(records, articles, strict=True))
    except Exception:  # one of them: found by reading each alone
        return ()


def _alone(nlp: Language, one: PlacedArticle) -> Outcome:
    from components.analysis.pipeline import analyse

    try:
        return _outcome(analyse(nlp, one.article), one)
    except DatelineError as error:
        return Outcome(failed=str(error))
    except Exception as error:
        return Outcome(failed=f"The reader stopped on this text ({type(error).__name__}).")


def _outcome(record: Record, one: PlacedArticle) -> Outcome:
    return Outcome(to_json(with_printed_pages(record, one.zones)))


def _forget_lemmas(nlp: Language) -> None:
    for _, step in nlp.pipeline:
        known = getattr(step, "cache", None)
        if isinstance(known, dict) and len(known) > LEMMAS_KEPT:
            known.clear()


def main() -> int:
    """Read chunks until standard input ends; returns the exit status."""
    messages, send = serve()
    try:
        from components.analysis.encoder.inference_threads import take_turns_often
        from components.analysis.pipeline import build

        take_turns_often()
        nlp = build()
        # What is made at the first text stays, so it is made outside of a memory zone.
        nlp("Ottawa said on Monday that it would reply.")
    except (DatelineError, ImportError) as error:
        send(Greeting(failed=str(error)))
        return 1
    send(Greeting(ready=pipeline_version()))
    for body in messages:
        send(outcomes(nlp, msgspec.msgpack.decode(body, type=Chunk)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
