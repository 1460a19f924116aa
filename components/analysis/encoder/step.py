"""The step ``dateline_reading``: the trunk's states of a Doc, made once for all learned steps, while others go on."""

from __future__ import annotations

import bisect
import functools
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.ahead_step import AheadStep
from components.analysis.encoder.config import EncoderConfig
from components.analysis.encoder.onnx_model import DEFAULT_CONFIG, Floats, Pending, shared_tokenizer, start_encoding
from components.analysis.encoder.word_pieces import Row, sentence_rows
from components.analysis.findings import findings, sentences
from components.analysis.step_settings import takes_settings
from components.domain.spans import Span


@dataclass(frozen=True, slots=True)
class EncodedText:
    """Rows with their sentence numbers and states; sentences and tokens by their characters."""

    sentences: tuple[Span, ...]
    rows: list[Row]
    row_sentences: list[int]
    reading: Pending[Floats]
    token_starts: list[int]  # where each token begins

    @property
    def states(self) -> list[Floats]:
        """The states of each row (pieces x 384), waited for."""
        return self.reading.result()

    def token(self, at: int) -> int:
        """The number of the token at a character."""
        return max(0, bisect.bisect_right(self.token_starts, at) - 1)


@Language.factory(
    "dateline_reading",
    default_config=asdict(EncoderConfig()),
    requires=["doc._.dateline", "doc.sents"],
    assigns=["doc._.dateline"],
)
@takes_settings(EncoderConfig)
def make_encoder_step(nlp: Language, name: str, **settings: Any) -> AheadStep:
    """The step, with settings from the pipeline's config."""
    return AheadStep(name, functools.partial(encoded_text, config=EncoderConfig(**settings)))


def encoded_text(doc: Doc, config: EncoderConfig = DEFAULT_CONFIG) -> EncodedText:
    """The Doc's encoded text; begun at the first call, with the settings of that call."""
    state = findings(doc)
    if state.encoded is None:
        spans = tuple((s.start, s.end) for s in sentences(doc))
        rows, row_sentences = sentence_rows(shared_tokenizer(), state.article.text, spans, config.max_row_pieces)
        state.encoded = EncodedText(spans, rows, row_sentences, start_encoding(rows, config), [t.idx for t in doc])
    return state.encoded
