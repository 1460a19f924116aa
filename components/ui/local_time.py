"""Times of the library's own records, as the reader's clock has them."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import streamlit as st

from components.domain.correction_checks import known_time


def in_reader_time(iso: str) -> dt.datetime:
    """A time (ISO, UTC) in the reader's time zone, as the browser tells it."""
    return dt.datetime.fromisoformat(iso).astimezone(_zone())


def time_words(iso: str) -> str:
    """A time that others may have written, as ``in_reader_time`` has it, in words; "time unknown" where it is none."""
    moment = known_time(iso)
    try:
        return f"{moment.astimezone(_zone()):%d %b %Y, %H:%M}" if moment else "time unknown"
    except OverflowError:  # within hours of the first year or the last
        return "time unknown"


def _zone() -> dt.tzinfo:
    try:
        return zoneinfo.ZoneInfo(st.context.timezone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return dt.UTC
