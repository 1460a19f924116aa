"""Who made a picture: the credit that closes a caption, stands in brackets within it, or on a line of its own.

Whoever is named in one took or gave the picture; the article isn't about them. A credit is told by its shape: a word
for a picture or an agency, a mark between the two, and nothing but names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.domain.spans import Span

_NAME = r"(?:[A-Z]\.|[A-Z][\w’'&-]*)"
_WORD = rf"(?:{_NAME}|of|for|the|via|and|&)"
_WHO = rf"{_NAME}(?:(?: ?[/,] ?| ){_WORD}){{0,9}}\.?"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,4}}"  # two words at least: "Reuters/Ipsos" is a poll
_PICTURE = r"(?i:image|photo|photograph|picture|illustration|graphic|video|screenshot|file photo|handout)"
_BY = r"(?i: ?:| (?:credit ?:|by ?:?|courtesy(?: of)? ?:?))"
_AGENCY = r"(?:Getty(?: Images)?|AFP|AP|Reuters|REUTERS|EPA|EFE|PA|Bloomberg|Shutterstock|Alamy|Zuma Press)"
_OPENED = r"(?:^|(?<=[.!?”\"] ))"  # at the beginning of a paragraph or a sentence
_AT_END = re.compile(
    rf"(?:^|(?<=[\s.]))(?=[A-Z]){_PICTURE} ?: ?{_WHO}$"
    rf"|{_OPENED}(?=[A-Z]){_PICTURE}{_BY} ?{_WHO}$"
    rf"|{_OPENED}(?:Credit|CREDIT|Courtesy(?: of)?) ?: ?{_WHO}$"
    rf"|(?:^|(?<=[\s.]))(?:AP Photo|AFP PHOTO|REUTERS|Reuters) ?/ ?{_PERSON}\.?$"
    rf"|{_OPENED}{_PERSON} ?/ ?{_AGENCY}(?: ?/ ?{_WHO}| via {_WHO})?\.?$"
    rf"|^{_PERSON} ?/ ?{_WHO}$"
)
_IN_BRACKETS = re.compile(
    rf"[(\[](?:{_PICTURE}{_BY} ?{_WHO}|(?:Credit|Courtesy(?: of)?) ?: ?{_WHO}"
    rf"|(?:AP Photo|AFP PHOTO|REUTERS) ?/ ?{_PERSON}"
    rf"|{_PERSON} ?/ ?{_AGENCY}(?: ?/ ?{_WHO}| via {_WHO})?)[^()\[\]\n]{{0,20}}[)\]]"
)


def credits(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The credits in a text's paragraphs, in text order: characters, end-exclusive, none within another."""
    for start, end in paragraphs:
        line = text[start:end]
        end_of_last = 0
        for match in _IN_BRACKETS.finditer(line):
            yield start + match.start(), start + match.end()
            end_of_last = match.end()
        if match_at_end := _AT_END.search(line, end_of_last):
            yield start + match_at_end.start(), end
