"""Where the scripts and styles stand that the pages and the report draw with alike: article, card, lists, claims, marks."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parent / "assets" / "shared"
