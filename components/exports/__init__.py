"""Record -> what a reader takes away: words, tables, files, the report; pure functions."""
