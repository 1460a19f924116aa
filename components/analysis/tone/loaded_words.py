"""Loaded words in the writer's own voice: for an editor's eye, not an attitude to anybody."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from components.analysis.findings import Findings
from components.analysis.tone.attitude_candidates import QuotesByCharacter
from components.analysis.tone.lexicon import judgement_lexicon
from components.domain.record import LoadedWord

RULE = "a loaded word of the writer’s own"


def loaded_words(doc: Doc, state: Findings, quotes: QuotesByCharacter) -> list[LoadedWord]:
    """The loaded words outside of quotes and names, in text order."""
    names = {i for a in state.actors for m in a.mentions if m.form == "name" for i in range(m.start, m.end)}
    return [
        LoadedWord(start=start, end=end, rule=RULE)
        for start, end in _spans(doc)
        if quotes.innermost(start) is None and start not in names and not state.in_credit(start)
    ]


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    loaded = judgement_lexicon().loaded
    tokens, n = list(doc), 0
    while n < len(tokens):
        token = tokens[n]
        rest = tokens[n + 1 : n + 3]
        if (
            len(rest) == 2 and rest[0].text in "-–‑"
            and f"{token.lower_}-{rest[1].lower_}" in loaded
        ):  # fmt: skip
            yield token.idx, rest[1].idx + len(rest[1])
            n += 3
            continue
        if token.lower_ in loaded or (token.pos_ != "PROPN" and token.lemma_.lower() in loaded):
            yield token.idx, token.idx + len(token)
        n += 1
