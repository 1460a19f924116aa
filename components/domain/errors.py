"""Every error that a reader can meet, as one tree; each message says what, why and what to do.

DatelineError
    InputRefused          a file or text that can't be taken
        NothingToRead     empty, or only white space
        NotText           binary, or in no encoding that could be read
        NotEnglish        another language
        TooLong           over the limits
        NoArticle         a page or scan without an article's text
        ReaderStopped     reading it took too long or too much memory, or broke the reader
        NotFetched        a web address that can't or mustn't be fetched
    AnalysisFailed        the pipeline stopped on this text
        AnalysisTimeout   it took longer than the limit
        NoProse           a text that no article is like: endless runs, the same words over and over
        ModelMissing      the English model isn't installed
    Refused               a correction that fits nothing
        Clash             somebody corrected the same in the meantime
    NotAllowed            the visitor's link doesn't allow it
    NotFound              the address names an article that isn't there
    StoreFailed           the library could not be read or written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.domain.record import Correction


class DatelineError(Exception):
    """An error whose message is a sentence that a reporter can act on."""


class InputRefused(DatelineError):
    """A file or text that can't be taken in."""


class NothingToRead(InputRefused):
    """Empty, or only white space."""


class NotText(InputRefused):
    """Binary, or in no encoding that could be read."""


class NotEnglish(InputRefused):
    """In another language than the pipeline reads."""


class TooLong(InputRefused):
    """Over the limit on characters or bytes."""


class NoArticle(InputRefused):
    """A page or scan that holds no article's text."""


class ReaderStopped(InputRefused):
    """Reading the file took too long or too much memory, or broke the process that reads."""


class NotFetched(InputRefused):
    """A web address that can't be fetched, or mustn't."""


class AnalysisFailed(DatelineError):
    """The pipeline stopped on this text."""


class AnalysisTimeout(AnalysisFailed):
    """The analysis took longer than its limit."""


class NoProse(AnalysisFailed):
    """A text that no article is like and that would take the analysis minutes."""


class ModelMissing(AnalysisFailed):
    """The English model is not installed or doesn't fit."""


class Refused(DatelineError):
    """A correction that can't be made."""


class Clash(Refused):
    """Somebody corrected the same field in the meantime; ``other`` is that correction."""

    def __init__(self, other: Correction) -> None:
        super().__init__(f"{other.by} corrected the same in the meantime. Nothing was changed.")
        self.other = other


class NotAllowed(DatelineError):
    """The visitor may not do this."""


class NotFound(DatelineError):
    """The address names an article that is not in the library."""


class StoreFailed(DatelineError):
    """The library could not be read or written."""
