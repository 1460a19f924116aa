"""Compares a few articles: what all have, what one alone has, and two versions of one story: ``compare``."""

from components.collection.comparison.comparison import Comparison, compare, versions_in

__all__ = ["Comparison", "compare", "versions_in"]
