"""Jinja with the cheapest code for what our templates do: attributes, calls and escapes as Python has them.

Jinja's own code asks for each `a.b` whether `b` may be a key, for each call whether the function wants the context, and makes an object of each text
it has escaped. Ours never need the first two, so the code generator, which Jinja lets one replace, writes plain Python; what templates say and
what is escaped stays the same.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def plain_escape(value: object) -> str:
    """As `escape`, but text that is escaped comes back as plain text: what templates put together is safe as a whole."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)


class PlainCode(CodeGenerator):
    """Writes `a.b` as an attribute, `f(x)` as a call, `root` as the text that it is, and escapes with `plain_escape`."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.plain_escape")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """What stands between two statements, in one piece."""
        if frame.require_output_check:
            super().visit_Output(node, frame)
            return
        pieces: list[str | nodes.Expr] = []
        for child in node.nodes:
            known = child.data if isinstance(child, nodes.TemplateData) else self._root(child)
            if known is None:
                pieces.append(child)
            elif pieces and isinstance(pieces[-1], str):
                pieces[-1] += known
            else:
                pieces.append(known)
        self.writeline(f"{frame.buffer}.extend((" if frame.buffer else "yield ''.join((", node)
        for piece in pieces:
            if isinstance(piece, str):
                self.write(repr(piece))
            else:
                self.write("escape(")
                self.visit(piece, frame)
                self.write(")")
            self.write(", ")
        self.write("))")

    def _root(self, node: nodes.Expr) -> str | None:
        return str(self.environment.root) if isinstance(node, nodes.Name) and node.name == "root" else None  # type: ignore[attr-defined]

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        parts: list[tuple[str, Any]] = [("", argument) for argument in node.args]
        parts += [(f"{keyword.key}=", keyword.value) for keyword in node.kwargs]
        for number, (before, value) in enumerate(parts):
            self.write(f"{', ' if number else ''}{before}")
            self.visit(value, frame)
        self.write(")")
