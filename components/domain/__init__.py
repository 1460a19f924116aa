"""What every part of Dateline speaks: articles, records, spans and errors."""
