"""What kind of source a quote has: named, role only, a group, unnamed, a document, other media, nobody."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from components.analysis.quotes.lexicon import cues
from components.domain.record import Actor, SourceType
from components.domain.spans import Span as Span_

_MEDIA = re.compile(
    r"\b(?:AP|Associated Press|Reuters|AFP|Bloomberg|BBC|CNN|MSNBC|CBS|NBC|ABC|PBS|NPR|Fox News|Xinhua|"
    r"(?:New York |Washington |Los Angeles |Financial |Sunday )?(?:Times|Post|Journal|Guardian|Tribune|Herald|Gazette|"
    r"Globe|Mail|Telegraph|Chronicle|News|Daily \w+)|Politico|BuzzFeed|Breitbart|newspapers?|magazines?|broadcasters?|"
    r"media|news agency|news outlets?|press)\b"
)
_UNNAMED = re.compile(
    r"(?i)\b(?:anonymity|not (?:be )?(?:identified|named)|unnamed|familiar with|close to the|with knowledge of|"
    r"briefed on|insiders?|(?:a|an|one|another|the|two|several|some|three)\s+(?:\w+\s+){0,3}sources?)\b"
)


def source_type(words: Span, speaker: Actor | None, sentence: str) -> SourceType:
    """The kind of source; ``words`` are the attribution as written, ``sentence`` the one they stand in."""
    root = words.root
    if _UNNAMED.search(words.text) or (
        "anonymity" in sentence
        and not _is_named(words)
        and (speaker is None or not any(m.form == "name" for m in speaker.mentions))
    ):
        return "anonymous"
    if root.lemma_.lower() in cues().documents:
        return "document"
    if _MEDIA.search(words.text) and not any(t.ent_type_ == "PERSON" for t in words):
        return "media"
    if speaker is not None:
        if speaker.kind == "group":
            return "collective"
        return "named" if any(m.form == "name" for m in speaker.mentions) else "role"
    if _is_named(words):
        return "named"
    if root.tag_ in {"NNS", "NNPS"} or root.lower_ in cues().collective_pronouns:
        return "collective"
    return "role"


_REASON = re.compile(
    r"(?i)anonym(?:ity|ously)\b[,\s]*(?:[\w\s]{0,30}?\s)??((?:because|as|since|citing|given|due to|owing to|"
    r"to avoid|to discuss|for fear|out of fear|out of concern|in order to|so as)\b[^.;:“”\"]{3,220})"
)


def why_unnamed(sentence: str) -> Span_ | None:
    """Where in a sentence the reason stands that it gives for not naming its source; None where it gives none."""
    match = _REASON.search(sentence)
    if match is None:
        return None
    words = match.group(1).rstrip(" ,")
    return match.start(1), match.start(1) + len(words)


def _is_named(words: Span) -> bool:
    return any(t.pos_ == "PROPN" and not _is_possessive(t) for t in [words.root, *words.root.children])


def _is_possessive(token: Token) -> bool:
    return token.dep_ == "poss" or (token.dep_ in {"compound", "nmod"} and token.head.pos_ == "NOUN")
