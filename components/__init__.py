"""Dateline: reads a news article and shows its timeline, actors, quotes and tone."""
