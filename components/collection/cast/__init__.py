"""Actors across articles (cross-document coreference): ``make_cast``."""

from components.collection.cast.article_units import ArticleUnits, article_units
from components.collection.cast.cast import Cast, CastActor, CastMember, Decision, PerhapsSame
from components.collection.cast.joining import make_cast, stream_cast

__all__ = [
    "ArticleUnits",
    "Cast",
    "CastActor",
    "CastMember",
    "Decision",
    "PerhapsSame",
    "article_units",
    "make_cast",
    "stream_cast",
]
