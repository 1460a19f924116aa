"""Who is quoted how much and who judges whom, over time, by outlet and by kind of source: `read_trends`."""

from components.collection.trends.trends import AttitudeTold, QuotedVoice, Trends, read_trends

__all__ = ["AttitudeTold", "QuotedVoice", "Trends", "read_trends"]
