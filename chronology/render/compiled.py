"""Jinja's templates as plain Python functions: what templates say, without Jinja's run time.

Jinja parses them and knows their filters. Everything that is put out is escaped unless it is `Markup` or comes from a macro, as by Jinja with
`autoescape`; a name that nobody gave is an error, as with `StrictUndefined`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from jinja2 import Environment, UndefinedError, nodes
from jinja2.runtime import markup_join
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from chronology.render import translate


class Values(dict[str, Any]):
    """What a template is given."""

    def __missing__(self, name: str) -> Any:
        raise UndefinedError(f"{name!r} is undefined")


def plain_escape(value: object) -> str:
    """As `escape`, but text that is escaped comes back as plain text: what templates put together is safe as a whole."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


_KNOWN: Mapping[str, Any] = {"_escape": plain_escape, "_inner": _escape_inner, "_join": markup_join, "_Markup": Markup, "_NUMBERS": frozenset((int, float))}
"""What the functions use besides the templates' own names."""
_JINJA = version("jinja2")
"""Another version may read templates otherwise."""


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
    """Templates that know the filters and the globals of an environment; loaded when they are first asked for."""

    environment: Environment
    load: Callable[[Environment, str], CodeType]
    """Finds a template by its name."""
    _modules: dict[str, _Module] = field(default_factory=dict)

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        module = self._module(name)
        pieces: list[str] = []
        module.body(Values(values), pieces.append, module.blocks)
        return "".join(pieces)

    def forget(self) -> None:
        """To be called when nothing more is to be rendered."""
        for module in self._modules.values():
            module.names.clear()
        self.environment.globals.clear()

    def _module(self, name: str) -> _Module:
        if name not in self._modules:
            self._modules[name] = self._made(name)
        return self._modules[name]

    def _made(self, name: str) -> _Module:
        filters = {f"filter_{each}": found for each, found in self.environment.filters.items()}
        safe = nodes.EvalContext(self.environment)
        names = {**_KNOWN, **filters, **self.environment.globals, "_environment": self.environment, "_safe": safe}
        exec(self.load(self.environment, name), names)  # made from our own templates
        for other, macro in names["IMPORTS"]:
            names[f"macro_{macro}"] = self._module(other).names[f"macro_{macro}"]
        for number, other in enumerate(names["INCLUDES"]):
            names[f"include_{number}"] = self._module(other).body
        above = self._module(names["PARENT"]) if names["PARENT"] else None
        blocks = {each.removeprefix("block_"): found for each, found in names.items() if each.startswith("block_")}
        return _Module(names, above.body if above else names["body"], {**(above.blocks if above else {}), **blocks})


def compiled(environment: Environment, text: str, name: str) -> CodeType:
    """The Python code of a template."""
    return translate.code(environment.parse(text, name), frozenset(environment.globals), environment.filters, name)


class _File(SourceFileLoader):
    """Finds the code of a template's file as Python finds that of its modules: compiled before, in `__pycache__`, where nothing has changed since."""

    def __init__(self, environment: Environment, path: Path) -> None:
        super().__init__(path.name, str(path))
        self._environment = environment

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        return compiled(self._environment, bytes(data).decode("utf-8"), str(path))

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """The template's; in the place of its time, which Python only compares, a number made of all that the code depends on."""
        own, translator = super().path_stats(path), super().path_stats(translate.__file__)
        return {**own, "mtime": crc32(repr((own, translator, _JINJA, sorted(self._environment.globals))).encode())}


def file_loader(folder: Path) -> Callable[[Environment, str], CodeType]:
    """Loads the templates in a folder."""

    def load(environment: Environment, name: str) -> CodeType:
        code = _File(environment, folder / name).get_code(Path(name).name)
        assert code
        return code

    return load
