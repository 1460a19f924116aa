"""What the words of a name give to its acronym."""

from __future__ import annotations


def acronym_letters(word: str, *, in_capitals: bool) -> str:
    """What a word gives: all of an abbreviation ("UKIP", "USGS"), else the first letter.

    ``in_capitals``: the whole name is written so, and its words can't be told from abbreviations.
    """
    letters = word.replace(".", "")
    return letters if not in_capitals and len(letters) > 1 and letters.isupper() else word[:1]
