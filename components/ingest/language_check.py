"""Refuses texts that are not English: the pipeline reads no other language."""

from __future__ import annotations

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from components.domain.errors import NotEnglish, NothingToRead
from components.ingest.limits import LANGUAGE_MIN_WORDS, LANGUAGE_SAMPLE, MIN_LETTERS

SURE = 0.9  # below this probability the text is given the benefit of the doubt


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def warm() -> None:
    """Load the model of languages, so that no text has to wait for it."""
    _identifier()


def require_english(text: str) -> None:
    """Raise NotEnglish where the text is surely in another language, NothingToRead where it has no words."""
    sample = text[:LANGUAGE_SAMPLE]
    if sum(c.isalpha() for c in sample) < MIN_LETTERS:
        raise NothingToRead("It holds no words, only numbers or signs. Choose a file with an article in it.")
    words = re.findall(r"[^\W\d_]+", sample)
    latin = sum(w.isascii() for w in words) / len(words)
    if len(words) < LANGUAGE_MIN_WORDS and latin > 0.5:
        return
    language, probability = _identifier().classify(sample)
    if language != "en" and (probability > SURE or latin < 0.5):
        raise NotEnglish(
            f"It seems to be in another language ({language}). Dateline reads English articles only: use a translation."
        )
