"""Names in headlines whose words are nearly all capitalised: there a capital tells nothing, the text below does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.name_mention import NameMention
from components.analysis.findings import char_span, findings, sentences
from components.name_lists.country_names import countries
from components.name_lists.given_name_gender import gender_of


class HeadlineCase:
    """The title-case headings of a text, and what its other sentences tell of their words."""

    def __init__(self, doc: Doc, config: ActorsConfig) -> None:
        self._config = config
        self.titled = set(_tokens_in_title_case(doc, config))
        # Of the text below: its words, those in small letters, those with a capital that don't begin a sentence.
        self._words: set[str] = set()
        self._lower: set[str] = set()
        self._capitalised: set[str] = set()
        self._text_below = ""
        if not self.titled:
            return
        attributes = doc.to_array(["ORTH", "LEMMA", "IS_LOWER", "SENT_START"])  # tokens x 4
        below = np.delete(attributes, sorted(self.titled), axis=0)
        lower, first, strings = below[:, 2] == 1, below[:, 3] == 1, doc.vocab.strings
        self._words.update(strings[w] for w in set(below[:, 0].tolist()))
        self._lower.update(strings[w] for w in set(below[lower, 0].tolist()))
        self._lower.update(strings[w].lower() for w in set(below[lower, 1].tolist()))
        self._capitalised.update(strings[w] for w in set(below[~lower & ~first, 0].tolist()))
        state = findings(doc)
        end = max((end for _, end in state.headings if state.headline and end <= state.headline[1]), default=0)
        self._text_below = state.article.text[end:]

    def proves(self, doc: Doc, name: NameMention) -> bool:
        """Whether a name in a headline stands in the text too, or needs no proof, and holds no word that is none."""
        if countries().is_known(name.text):
            return True
        if any(self._common(token) for token in doc[name.start : name.end]):
            return False  # "Mayor Opens Bridge"
        if " " not in name.text:
            return name.last in self._words
        if name.text in self._text_below:
            return True
        # "Rip Donald Trump": what the text below has of it is a name, the whole is none.
        first = name.text.split()[0]
        return name.label == "PERSON" and gender_of(first) is not None and name.last not in self._words

    def _common(self, token: Token) -> bool:
        """Whether the text has the word in small letters, in whatever form, and never as a name."""
        too_short = len(token) <= self._config.max_short_word_letters  # "of", "Al"
        if token.text in self._capitalised or too_short or not token.is_alpha or token.is_upper:
            return False
        return any(form in self._lower for form in _forms(token.lower_))


def _forms(word: str) -> Iterator[str]:
    """A word and what it may be the plural or the third person of: "signs", "sign"; "carries", "carry"."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ies"):
        yield word[:-3] + "y"


def _tokens_in_title_case(doc: Doc, config: ActorsConfig) -> Iterator[int]:
    for sentence in sentences(doc) if findings(doc).headings else ():
        if not sentence.heading:
            continue
        sent = char_span(doc, (sentence.start, sentence.end))
        words = [t for t in sent if t.is_alpha and len(t) > config.max_short_word_letters]
        capitalised = sum(t.text[0].isupper() for t in words)
        enough = config.min_headline_words <= len(words) <= config.max_headline_words
        if enough and capitalised >= config.min_title_case_share * len(words):
            yield from (t.i for t in sent)
