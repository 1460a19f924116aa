"""Where this server keeps what is its own: the data folder, and the database that is named or lies in it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """``DATELINE_DATA``, or ``data/`` beside app.py."""
    named = os.environ.get("DATELINE_DATA", "").strip()
    return Path(named).expanduser() if named else ROOT / "data"


def database_url() -> str:
    """``DATELINE_DATABASE_URL``, or an SQLite file in the data folder."""
    named = os.environ.get("DATELINE_DATABASE_URL", "").strip()
    return named or f"sqlite:///{data_folder() / 'dateline.sqlite3'}"
