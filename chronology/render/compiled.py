"""Jinja's templates as plain Python functions: what templates say, without Jinja's run time.

Jinja parses them and knows their filters. Everything that is put out is escaped unless it is `Markup` or comes from a macro, as by Jinja with
`autoescape`; a name that nobody gave is an error, as with `StrictUndefined`.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from jinja2 import BytecodeCache, Environment, UndefinedError, nodes
from jinja2.bccache import Bucket
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

    def __init__(self, path: str, made: Callable[[str], CodeType], depends: object, beside: str) -> None:
        """`made` compiles the text at `path`; `depends` is all that the code depends on; it is kept as that of a file at `beside` would be."""
        super().__init__(Path(path).name, beside)
        self._template, self._made = path, made
        self._depends = crc32(repr((depends, _JINJA)).encode())

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        return self._made(bytes(data).decode("utf-8"))

    def get_data(self, path: Any) -> bytes:
        return super().get_data(self._template if path == self.path else path)

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """In the place of a file's time and size, which Python only compares, a number made of all that the code depends on."""
        return {"mtime": self._depends, "size": None}

    def code(self) -> CodeType:
        """Compiled anew where what is kept cannot be read: a program may have been ended as it was written."""
        try:
            code = self.get_code(self.name)
        except (EOFError, ImportError, TypeError, ValueError):
            try:
                Path(cache_from_source(self.path)).unlink()
                code = self.get_code(self.name)
            except OSError:
                code = self.source_to_code(self.get_data(self.path), self._template)
        assert code
        return code.replace(co_filename=self._template)


def file_loader(folder: Path) -> Callable[[Environment, str], CodeType]:
    """Loads the templates in a folder."""

    def load(environment: Environment, name: str) -> CodeType:
        path = f"{folder}/{name}"
        depends = [(stat.st_mtime_ns, stat.st_size) for stat in map(os.stat, (path, translate.__file__))], sorted(environment.globals)
        return _File(path, lambda text: compiled(environment, text, path), depends, path).code()

    return load


class _ChangedError(Exception):
    """A template was changed after Jinja had read it, which then compiles what it has read."""


class EnginesTemplates(BytecodeCache):
    """The engine's templates, which Jinja itself compiles; found compiled in the same way, but in a folder of ours: the engine lists its own."""

    def __init__(self, folder: Path) -> None:
        """The compiled templates are kept in the `__pycache__` of `folder`."""
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As it is: a folder's name need not be text."""
        return f"{name}|{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        name, _, path = bucket.key.partition("|")
        if not path:
            return
        made = bucket.environment

        def compile(text: str) -> CodeType:
            if self.get_source_checksum(text) != bucket.checksum:
                raise _ChangedError
            return made.compile(text, name, path)

        depends = made.autoescape, made.trim_blocks, made.lstrip_blocks, sorted(made.extensions), sorted(made.filters), sorted(made.tests)
        beside = f"{self._folder}/{name.replace('/', '-')}-{bucket.checksum}.jinja"  # by what it says: projects elsewhere have the same ones
        with suppress(_ChangedError):
            bucket.code = _File(path, compile, depends, beside).code()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """It is kept already."""
