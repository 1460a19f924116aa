"""What the trunk made of a Doc, read once for all learned steps."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.encoder.onnx_model import Floats, encode, shared_tokenizer
from components.analysis.encoder.word_pieces import Row, sentence_rows
from components.analysis.findings import findings, sentences
from components.domain.spans import Span


@dataclass(frozen=True, slots=True)
class EncodedText:
    """Rows with their sentence numbers and states; sentences and tokens by their characters."""

    sentences: tuple[Span, ...]
    rows: list[Row]
    row_sentences: list[int]
    states: list[Floats]
    token_starts: list[int]  # where each token begins

    def token(self, at: int) -> int:
        """The number of the token at a character."""
        return max(0, bisect.bisect_right(self.token_starts, at) - 1)


@Language.factory("dateline_reading")
class EncoderStep:
    """Reads the Doc with the trunk, for all learned steps after it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        encoded_text(doc)
        return doc


def encoded_text(doc: Doc) -> EncodedText:
    """The Doc's reading; made at the first call."""
    found = findings(doc)
    if found.reading is None:
        where = tuple((s.start, s.end) for s in sentences(doc))
        rows, owners = sentence_rows(shared_tokenizer(), found.article.text, where)
        found.reading = EncodedText(where, rows, owners, encode(rows), [t.idx for t in doc])
    made: EncodedText = found.reading
    return made
