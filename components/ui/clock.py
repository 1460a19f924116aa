"""Times of the library's own records, as the reader's clock has them."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import streamlit as st


def at_reader(iso: str) -> dt.datetime:
    """A time (ISO, UTC) in the reader's time zone, as the browser tells it."""
    try:
        zone: dt.tzinfo = zoneinfo.ZoneInfo(st.context.timezone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        zone = dt.UTC
    return dt.datetime.fromisoformat(iso).astimezone(zone)
