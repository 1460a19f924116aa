"""Bytes -> Article: one reader a format, limits in one file."""
