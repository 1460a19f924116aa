"""Names in headlines whose words are nearly all capitalised: there a capital tells nothing, the text below does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.country_names import countries
from components.analysis.actors.name_mention import NameMention
from components.analysis.findings import char_span, findings, sentences

SHORT = 3  # letters up to which a word is no proof against a name ("of", "Al")


class HeadlineCase:
    """The title-case headings of a text, and what its other sentences tell of their words."""

    def __init__(self, doc: Doc) -> None:
        self.titled = set(_titled(doc))
        self._texts: set[str] = set()
        self._small: set[str] = set()
        self._large: set[str] = set()
        if not self.titled:
            return
        told = doc.to_array(["ORTH", "LEMMA", "IS_LOWER", "SENT_START"])
        other = np.delete(told, sorted(self.titled), axis=0)
        small, first, strings = other[:, 2] == 1, other[:, 3] == 1, doc.vocab.strings
        self._texts.update(strings[w] for w in set(other[:, 0].tolist()))
        self._small.update(strings[w] for w in set(other[small, 0].tolist()))
        self._small.update(strings[w].lower() for w in set(other[small, 1].tolist()))
        self._large.update(strings[w] for w in set(other[~small & ~first, 0].tolist()))

    def proves(self, doc: Doc, name: NameMention) -> bool:
        """Whether a name in a headline stands in the text too, or needs no proof, and holds no word that is none."""
        known = countries()
        if known.country(name.text) or known.capital_of(name.text) or known.of_demonym(name.text):
            return True
        if any(self._common(token) for token in doc[name.start : name.end]):
            return False  # "Mayor Opens Bridge"
        if name.label == "PERSON" and (name.title or " " in name.text):
            return True
        return name.last in self._texts

    def _common(self, token: Token) -> bool:
        """Whether the text has the word in small letters, in whatever form, and never as a name."""
        if token.text in self._large or len(token) <= SHORT or not token.is_alpha or token.is_upper:
            return False
        return any(form in self._small for form in _forms(token.lower_))


def _forms(word: str) -> Iterator[str]:
    """A word and what it may be the plural or the third person of: "signs", "sign"; "carries", "carry"."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ies"):
        yield word[:-3] + "y"


def _titled(doc: Doc) -> Iterator[int]:
    for sentence in sentences(doc) if findings(doc).headings else ():
        if not sentence.heading:
            continue
        sent = char_span(doc, (sentence.start, sentence.end))
        large = [t for t in sent if t.is_alpha and len(t) > 3]
        if 3 <= len(large) <= 24 and sum(t.text[0].isupper() for t in large) >= 0.75 * len(large):
            yield from (t.i for t in sent)
