"""What was pasted into the one field for links and texts: web addresses to fetch, or a text."""

from __future__ import annotations

import re

MOST_ADDRESSES = 50  # that are taken at once
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S*|www\.[\w-]+(?:\.[\w-]+)+")


def pasted_addresses(text: str) -> list[str] | None:
    """The web addresses where every line is one, each once, in order; None where the words are a text.

    A text that holds an address among other lines is a text: nothing that it names is fetched. A single address may
    come without https://.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    if len(lines) == 1 and _BARE.fullmatch(lines[0]):
        return [f"https://{lines[0]}"]
    if not all(_ADDRESS.fullmatch(line) for line in lines):
        return None
    return list(dict.fromkeys(lines))
