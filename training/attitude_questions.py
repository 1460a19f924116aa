"""Articles -> what the attitude step asks about them, one question a line, with the answers of readings where known.

    python -m training.attitude_questions --out QUESTIONS.jsonl [--readings READINGS.jsonl …] [--texts TEXTS.jsonl …]

Dateline's own analysis finds the actors and quotes, so that the head learns what it will be asked. ``--readings`` are
whole readings (every attitude of the article: what is not among them is none); ``--texts`` any rows with a ``text``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import findings, sentences
from components.analysis.pipeline import STEPS, build
from components.analysis.tone.questions import MentionsBySentence, Question, pairs, questions
from components.domain.article import make_article
from components.domain.errors import DatelineError
from components.domain.record import WRITER, Actor
from components.domain.spans import Span, overlaps
from training.examples import read

_TITLES = re.compile(r"^(the|a|an|mr|mrs|ms|dr|prof|sir|lord|dame|president|sen|gov|rep) ")
_PRONOUNS = frozenset("he she it they him her his its their them i we you who us our my".split())


def folded(name: str) -> str:
    """A name without its title, possessive and case."""
    plain = re.sub(r"[’']s?$", "", name.strip()).casefold().replace("’", "'").replace(".", "")
    return _TITLES.sub("", plain).strip()


def same(names: set[str], others: set[str]) -> bool:
    """Whether one of the names is, or is a part of, one of the others."""
    return any(
        a == b or (min(len(a), len(b)) > 3 and (set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())))
        for a in names - _PRONOUNS
        for b in others - _PRONOUNS
        if a and b
    )


class Answers:
    """The attitudes of a reading: who holds them by names."""

    def __init__(self, reading: dict[str, Any]) -> None:
        names = {a["key"]: {folded(n) for n in a["names"]} for a in reading["actors"]}
        names[WRITER] = {WRITER}
        self.attitudes = []
        for attitude in reading["attitudes"]:
            sides = []
            for side in ("target", "voice"):
                keys = attitude[side] if isinstance(attitude[side], list) else [attitude[side]]
                sides.append(set().union(*(names.get(k, set()) for k in keys)))
            self.attitudes.append((tuple(attitude["at"]), *sides, attitude["label"], bool(attitude["minor"])))

    def of(self, sentence: Span, voices: set[str], targets: set[str]) -> tuple[str, bool] | None:
        """The label, and whether it is a minor one; None where readers may differ on which it is."""
        found = [
            (minor, label)
            for at, whom, whose, label, minor in self.attitudes
            if overlaps(at, sentence)
            and same(whom, targets)
            and (WRITER in whose if voices == {WRITER} else same(whose, voices))
        ]
        if len({label for _, label in found}) > 1:
            return None
        return (min(found)[1], min(found)[0]) if found else ("neutral", False)


def names_of_actor(actor: Actor | None) -> set[str]:
    """All names of an actor, folded."""
    return {folded(n) for n in (actor.name, *actor.aliases)} if actor else set()


def _row(question: Question, text: str, by_id: dict[str, Actor], answers: Answers | None) -> dict[str, Any] | None:
    start, end = question.sentence
    targets = names_of_actor(by_id.get(question.target)) | {folded(text[slice(*question.target_span)])}
    voices = {WRITER} if question.voice == WRITER else names_of_actor(by_id.get(question.voice or ""))
    if question.quote is not None and question.quote.source:
        voices |= {folded(text[slice(*question.quote.source)])}
    if question.kind == "pair":
        voices |= {folded(text[slice(*question.held[0])])}
    row: dict[str, Any] = {
        "kind": question.kind,
        "text": text[start:end],
        "held": [[s - start, e - start] for s, e in question.held],
        "target": [question.target_span[0] - start, question.target_span[1] - start],
        "sentence": [start, end], "voice": question.voice, "target_id": question.target,
    }  # fmt: skip
    if answers is not None:
        answer = answers.of(question.sentence, voices, targets)
        if answer is None:
            return None
        row["label"], row["minor"] = answer
    return row


def read_article(nlp: Language, article: dict[str, Any]) -> Doc:
    """The article as the attitude step finds it: with actors and quotes."""
    doc = nlp.make_doc(article["text"])
    findings(doc).article = make_article(article["text"], date=article.get("date"), title=article.get("title") or "")
    with nlp.select_pipes(disable=STEPS):
        doc = nlp(doc)
    for step in STEPS[: STEPS.index("dateline_quotes") + 1]:
        doc = nlp.get_pipe(step)(doc)
    return doc


def rows_of(articles: list[dict[str, Any]], kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The questions of the articles, with answers where an article has ``attitudes``."""
    nlp = build()
    for article in articles:
        try:
            doc = read_article(nlp, article)
        except DatelineError:
            continue
        state = findings(doc)
        answers = Answers(article) if "attitudes" in article else None
        by_id = {a.id: a for a in state.actors}
        spans = [(s.start, s.end) for s in sentences(doc)]
        mentions = MentionsBySentence(state.actors)
        asked = [*questions(state, spans, mentions), *(pairs(state, spans, mentions) if "pair" in kinds else ())]
        for question in asked:
            row = _row(question, article["text"], by_id, answers) if question.kind in kinds else None
            if row is not None:
                yield {"article": article["id"], "genre": article.get("genre"), **row}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", nargs="*", type=Path, default=[])
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    parser.add_argument("--most", type=int, default=0, help="articles of --texts at most")
    parser.add_argument("--kinds", nargs="+", default=["speaker", "writer", "pair"])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    articles = [row for path in args.readings for row in read(path)]
    texts = [row for path in args.texts for row in read(path)]
    articles += [{"id": t["id"], "text": t["text"]} for t in (texts[: args.most] if args.most else texts)]
    with args.out.open("w", encoding="utf-8") as out:
        for row in rows_of(articles, tuple(args.kinds)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
