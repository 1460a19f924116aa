"""Actors across articles (cross-document coreference): ``make_cast``."""

from components.collection.cast.cast import Cast, CastActor, CastMember, Decision, PerhapsSame
from components.collection.cast.joining import make_cast, stream_cast

__all__ = ["Cast", "CastActor", "CastMember", "Decision", "PerhapsSame", "make_cast", "stream_cast"]
