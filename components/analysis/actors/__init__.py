"""Actors: names found and repaired, joined into one actor each, described, referred back to, ranked."""
