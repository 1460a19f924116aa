"""What every part speaks: articles, records, spans, readers' edits, errors; no dependency but msgspec."""
