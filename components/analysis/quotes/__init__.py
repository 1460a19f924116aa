"""Quotes: quotation marks, cues, sources and content spans; attribution, by the parse and learned."""
