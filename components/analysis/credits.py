"""Who made a picture: the credit that closes a caption or stands in brackets within it.

Whoever is named in one took or gave the picture; the article isn't about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.domain.spans import Span

_PICTURE = r"(?:Image|Photo|Photograph|Picture|Illustration|Graphic|Video|Screenshot|File photo|Handout)s?"
_AGENCY = r"(?:Getty(?: Images)?|AFP|AP|Reuters|REUTERS|EPA|EFE|PA|Bloomberg|Shutterstock|Alamy|Zuma Press)"
_AT_END = re.compile(
    rf"(?:^|(?<=[\s.])){_PICTURE}(?: (?:[Cc]redit|[Bb]y|[Cc]ourtesy(?: of)?))? ?: ?[^\n:!?]{{2,80}}$"
    rf"|(?:^|(?<=\s))(?:Credit|[Pp]hoto(?:graph)? by|[Cc]ourtesy of) ?:? ?[^\n:!?]{{2,80}}$"
    rf"|(?<=\s)(?:AP Photo|REUTERS|Reuters) ?/ ?[^\n/]{{2,60}}$"
    rf"|(?<=[.] )[A-Z][\w.’' -]{{2,40}}/ ?{_AGENCY}(?: ?/[\w ]{{2,30}})*[.]?$"
)
_IN_BRACKETS = re.compile(
    rf"[(\[](?:(?:{_PICTURE}|AP Photo|REUTERS|Credit|Courtesy)\b[^()\[\]\n]{{1,80}}"
    rf"|[^()\[\]\n]{{2,50}}/ ?{_AGENCY}[^()\[\]\n]{{0,40}})[)\]]"
)


def credits(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The credits of a text's paragraphs, in text order: characters, end-exclusive."""
    for start, end in paragraphs:
        line = text[start:end]
        for found in _IN_BRACKETS.finditer(line):
            yield start + found.start(), start + found.end()
        if found := _AT_END.search(line):
            yield start + found.start(), end
