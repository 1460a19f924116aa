"""Lets a step's factory take the fields of its settings, a dataclass, as keys of its config."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

Factory = TypeVar("Factory", bound=Callable[..., Any])


def takes_settings(settings: type[Any]) -> Callable[[Factory], Factory]:
    """Declare a factory's ``**settings`` to be the fields of a dataclass, with their types.

    spaCy reads from a factory's signature which keys its config may have and of what type each is.
    """

    def declare(factory: Factory) -> Factory:
        signature = inspect.signature(factory, eval_str=True)
        parameters = [p for p in signature.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
        types = get_type_hints(settings)
        fields = [
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, annotation=types[field.name])
            for field in dataclasses.fields(settings)
        ]
        factory.__signature__ = signature.replace(parameters=[*parameters, *fields])  # type: ignore[attr-defined]
        return factory

    return declare
