"""Record -> what a reader takes away: words, tables; pure functions."""
