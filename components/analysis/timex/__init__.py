"""Time expressions (TIMEX3): detection, anchoring, normalisation; the document creation time."""
