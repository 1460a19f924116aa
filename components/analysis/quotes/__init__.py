"""Quotes: quotation marks, attributing constructions on the parse, and how the two are joined."""
