"""Dateline: reads a news article and shows its timeline, actors, quotes and tone."""

from components.domain.no_telemetry import keep_quiet

keep_quiet()  # before any package is imported that would report
