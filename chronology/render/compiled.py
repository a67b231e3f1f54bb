"""Jinja's templates as plain Python functions: what templates say, without Jinja's run time.

Jinja parses them and knows their filters. Everything that is put out is escaped unless it is `Markup` or comes from a macro, as by Jinja with
`autoescape`; a name that nobody gave is an error, as with `StrictUndefined`.
"""

import marshal
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from jinja2 import Environment, UndefinedError, nodes
from jinja2.runtime import markup_join
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from chronology.render.translate import Source


class Values(dict[str, Any]):
    """What a template is given."""

    def __missing__(self, name: str) -> Any:
        raise UndefinedError(f"{name!r} is undefined")


def plain_escape(value: object) -> str:
    """As `escape`, but text that is escaped comes back as plain text: what templates put together is safe as a whole."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)


_KNOWN: Mapping[str, Any] = {"_escape": plain_escape, "_inner": _escape_inner, "_join": markup_join, "_Markup": Markup}
"""What the functions use besides the templates' own names."""


@dataclass(frozen=True)
class _Module:
    """A template's functions."""

    names: dict[str, Any]
    body: Callable[..., None]
    """Of the template, or of the one that it extends."""
    blocks: Mapping[str, Callable[..., None]]
    """Its own, and those of the one that it extends that it leaves as they are."""


@dataclass(frozen=True, eq=False)
class Templates:
    """The templates that an environment loads, compiled when they are first asked for."""

    environment: Environment
    constants: Mapping[str, str]
    """Names of which the text is known now."""
    known: MutableMapping[tuple[str, ...], bytes] = field(default_factory=dict)
    """What was compiled before, by name, source and constants."""
    _modules: dict[str, _Module] = field(default_factory=dict)

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        module = self._module(name)
        pieces: list[str] = []
        module.body(Values(values), pieces.append, module.blocks)
        return "".join(pieces)

    def _module(self, name: str) -> _Module:
        if name not in self._modules:
            self._modules[name] = self._made(name)
        return self._modules[name]

    def _made(self, name: str) -> _Module:
        parent, imports, includes, code = self._code(name)
        filters = {f"filter_{each}": found for each, found in self.environment.filters.items()}
        safe = nodes.EvalContext(self.environment)
        names = {**_KNOWN, **filters, **self.environment.globals, "_environment": self.environment, "_safe": safe}
        exec(code, names)  # made from our own templates, or kept by this user's own program
        names |= {f"macro_{macro}": self._module(other).names[f"macro_{macro}"] for other, macro in imports}
        names |= {f"include_{number}": self._module(other).body for number, other in enumerate(includes)}
        above = self._module(parent) if parent else None
        blocks = {each.removeprefix("block_"): found for each, found in names.items() if each.startswith("block_")}
        return _Module(names, above.body if above else names["body"], {**(above.blocks if above else {}), **blocks})

    def _code(self, name: str) -> tuple[str | None, list[tuple[str, str]], list[str], CodeType]:
        assert self.environment.loader
        text, _, _ = self.environment.loader.get_source(self.environment, name)
        key = (name, text, *(f"{each}={value}" for each, value in self.constants.items()))
        if key not in self.known:
            source = Source(self.environment.parse(text, name), self.constants, frozenset(self.environment.globals), self.environment.filters)
            self.known[key] = marshal.dumps((source.parent, source.imports, source.includes, compile(source.code(), f"<{name}>", "exec")))
        found: tuple[str | None, list[tuple[str, str]], list[str], CodeType] = marshal.loads(self.known[key])
        return found
