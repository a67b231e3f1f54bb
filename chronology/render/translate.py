"""Jinja's syntax trees turned into Python's, for the part of the language that our templates use; the rest is refused.

A template becomes a module: macros and blocks are functions, imported macros are names, what stands between two statements is one formatted string.
"""

import ast
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

from jinja2 import nodes
from jinja2.utils import _PassArg

_COMPARE: Mapping[str, type[ast.cmpop]] = {
    **{"eq": ast.Eq, "ne": ast.NotEq, "gt": ast.Gt, "gteq": ast.GtE, "lt": ast.Lt, "lteq": ast.LtE},
    **{"in": ast.In, "notin": ast.NotIn},
}
_BINARY: Mapping[type[nodes.BinExpr], type[ast.operator]] = {
    **{nodes.Add: ast.Add, nodes.Sub: ast.Sub, nodes.Mul: ast.Mult, nodes.Div: ast.Div, nodes.Pow: ast.Pow},
}


def _name(id: str) -> ast.Name:
    return ast.Name(id, ast.Load())


def _call(function: str, *args: ast.expr) -> ast.Call:
    return ast.Call(_name(function), list(args), [])


SAFE = "root"
"""A name that all templates know, of a text that needs no escaping."""


def code(tree: nodes.Template, shared: frozenset[str], filters: Mapping[str, Callable[..., Any]], name: str) -> CodeType:
    """The module of a template; `shared` are names that all templates know.

    It defines `macro_<name>` each, `block_<name>(values, write)` each, `body(values, write, blocks)` unless it extends another, and says in PARENT, IMPORTS and
    INCLUDES what it needs of others.
    """
    return compile(_Source(tree, shared, filters).module(), name, "exec")


class _Source:
    """One template on its way to a Python module."""

    def __init__(self, tree: nodes.Template, shared: frozenset[str], filters: Mapping[str, Callable[..., Any]]) -> None:
        self._shared, self._filters = shared, filters
        self._scopes: list[dict[str, str]] = []
        self._count = 0
        self._parent = next((_text(found.template) for found in tree.find_all(nodes.Extends)), None)
        self._imports = [(_text(found.template), str(name)) for found in tree.find_all(nodes.FromImport) for name in found.names]
        self._includes = [_text(found.template) for found in tree.find_all(nodes.Include)]
        self._macros = {name for _, name in self._imports} | {macro.name for macro in tree.find_all(nodes.Macro)}
        self._tree = tree

    def module(self) -> ast.Module:
        needs = (("PARENT", self._parent), ("IMPORTS", self._imports), ("INCLUDES", self._includes))
        made: list[ast.stmt] = ast.parse("\n".join(f"{name} = {value!r}" for name, value in needs)).body
        made += [self._macro(macro) for macro in self._tree.find_all(nodes.Macro)]
        made += [self._function(f"block_{block.name}", ("values", "write"), block.body) for block in self._tree.find_all(nodes.Block)]
        if not self._parent:
            made.append(self._function("body", ("values", "write", "blocks"), self._tree.body))
        return ast.fix_missing_locations(ast.Module(made, []))

    def _macro(self, macro: nodes.Macro) -> ast.stmt:
        """Returns its text; its arguments are local names."""
        self._scopes.append({argument.name: f"{argument.name}_" for argument in macro.args})
        arguments = [ast.arg(f"{argument.name}_") for argument in macro.args]
        body: list[ast.stmt] = [
            ast.Assign([ast.Name("pieces", ast.Store())], ast.List([], ast.Load())),
            ast.Assign([ast.Name("write", ast.Store())], ast.Attribute(_name("pieces"), "append", ast.Load())),
            *self._statements(macro.body),
            ast.Return(ast.Call(ast.Attribute(ast.Constant(""), "join", ast.Load()), [_name("pieces")], [])),
        ]
        defaults = [self._expression(default) for default in macro.defaults]
        self._scopes.pop()
        return ast.FunctionDef(f"macro_{macro.name}", ast.arguments([], arguments, None, [], [], None, defaults), body, [])

    def _function(self, name: str, arguments: tuple[str, ...], body: list[nodes.Node]) -> ast.stmt:
        self._scopes.append({})
        made = self._statements(body) or [ast.Pass()]
        self._scopes.pop()
        return ast.FunctionDef(name, ast.arguments([], [ast.arg(each) for each in arguments], None, [], [], None, []), made, [])

    def _new(self, name: str) -> str:
        """A Python name for a name of the innermost scope."""
        self._count += 1
        self._scopes[-1][name] = found = f"{name}_{self._count}"
        return found

    def _statements(self, found: list[nodes.Node]) -> list[ast.stmt]:
        return [made for node in found for made in self._statement(node)]

    def _statement(self, node: nodes.Node) -> list[ast.stmt]:
        match node:
            case nodes.Output():
                return [ast.Expr(_call("write", self._output(node)))]
            case nodes.If():
                return [self._if(node)]
            case nodes.For():
                return self._for(node)
            case nodes.Assign():
                value = self._expression(node.node)  # before its name, which it may use in its old meaning
                return [ast.Assign([self._target(node.target)], value)]
            case nodes.Block():
                block = ast.Subscript(_name("blocks"), ast.Constant(node.name), ast.Load())
                return [ast.Expr(ast.Call(block, [_name("values"), _name("write")], []))]
            case nodes.Include():
                return [ast.Expr(_call(f"include_{self._includes.index(_text(node.template))}", _name("values"), _name("write"), ast.Constant(None)))]
            case nodes.Macro() | nodes.FromImport(with_context=False):
                return []
        raise TypeError(f"line {node.lineno}: {type(node).__name__} is no statement of our templates")

    def _output(self, node: nodes.Output) -> ast.expr:
        """All its pieces as one formatted string."""
        pieces: list[ast.expr] = []
        for child in node.nodes:
            pieces.append(ast.Constant(child.data) if isinstance(child, nodes.TemplateData) else ast.FormattedValue(self._escaped(child), -1))
        return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], ast.Constant) else ast.JoinedStr(pieces)

    def _escaped(self, node: nodes.Expr) -> ast.expr:
        if isinstance(node, nodes.Call) and self._called(node):
            return self._expression(node, raw=True)
        if (isinstance(node, nodes.Filter) and node.name == "length") or (isinstance(node, nodes.Name) and node.name == SAFE):
            return self._expression(node)
        value = ast.NamedExpr(ast.Name("it", ast.Store()), self._expression(node))
        is_text = ast.Compare(ast.Attribute(value, "__class__", ast.Load()), [ast.Is()], [_name("str")])
        is_number = ast.Compare(ast.Attribute(_name("it"), "__class__", ast.Load()), [ast.In()], [_name("_NUMBERS")])
        return ast.IfExp(is_text, _call("_inner", _name("it")), ast.IfExp(is_number, _name("it"), _call("_escape", _name("it"))))

    def _if(self, node: nodes.If) -> ast.stmt:
        otherwise = self._statements(node.else_)
        for each in reversed(node.elif_):
            otherwise = [ast.If(self._expression(each.test), self._statements(each.body) or [ast.Pass()], otherwise)]
        return ast.If(self._expression(node.test), self._statements(node.body) or [ast.Pass()], otherwise)

    def _for(self, node: nodes.For) -> list[ast.stmt]:
        """`loop.index` and `loop.last` are names of their own, where they are asked for."""
        if node.else_ or node.recursive:
            raise TypeError(f"line {node.lineno}: loops of our templates have no `else` and do not call themselves")
        items = self._expression(node.iter)
        self._scopes.append({})
        target: ast.expr = self._target(node.target)
        asked = {found.attr for found in node.find_all(nodes.Getattr) if isinstance(found.node, nodes.Name) and found.node.name == "loop"}
        before: list[ast.stmt] = []
        first: list[ast.stmt] = []
        if asked and node.test:
            raise TypeError(f"line {node.lineno}: loops of our templates that choose among their items do not count them")
        if asked:
            index = self._new("loop.index").replace(".", "_")
            self._scopes[-1]["loop.index"] = index
            if "last" in asked:
                found = self._new("loop.items").replace(".", "_")
                before = [ast.Assign([ast.Name(found, ast.Store())], _call("tuple", items))]
                items = _name(found)
                last = self._new("loop.last").replace(".", "_")
                self._scopes[-1]["loop.last"] = last
                first = [ast.Assign([ast.Name(last, ast.Store())], ast.Compare(_name(index), [ast.Eq()], [_call("len", _name(found))]))]
            items = _call("enumerate", items, ast.Constant(1))
            target = ast.Tuple([ast.Name(index, ast.Store()), target], ast.Store())
        body = [*first, *self._filtered(node)]
        self._scopes.pop()
        return [*before, ast.For(target, items, body, [])]

    def _filtered(self, node: nodes.For) -> list[ast.stmt]:
        """The body of a loop, for those items that it wants."""
        if node.test is None:
            return self._statements(node.body) or [ast.Pass()]
        return [ast.If(self._expression(node.test), self._statements(node.body) or [ast.Pass()], [])]

    def _target(self, node: nodes.Node) -> ast.expr:
        if isinstance(node, nodes.Tuple):
            return ast.Tuple([self._target(item) for item in node.items], ast.Store())
        assert isinstance(node, nodes.Name)
        return ast.Name(self._new(node.name), ast.Store())

    def _local(self, name: str) -> str | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)

    def _lookup(self, name: str) -> ast.expr:
        if local := self._local(name):
            return _name(local)
        if name in self._shared:
            return _name(name)
        return ast.Subscript(_name("values"), ast.Constant(name), ast.Load())

    def _called(self, node: nodes.Call) -> str | None:
        """The macro that is called, where it is one."""
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        return name if name in self._macros and self._local(name) is None else None

    def _expression(self, node: nodes.Node, raw: bool = False) -> ast.expr:
        of = self._expression
        match node:
            case nodes.Const():
                return ast.Constant(node.value)
            case nodes.Name():
                return self._lookup(node.name)
            case nodes.Getattr():
                if isinstance(node.node, nodes.Name) and (own := self._local(f"{node.node.name}.{node.attr}")):
                    return _name(own)
                return ast.Attribute(of(node.node), node.attr, ast.Load())
            case nodes.Getitem():
                return ast.Subscript(of(node.node), of(node.arg), ast.Load())
            case nodes.Slice():
                return ast.Slice(*[of(part) if part else None for part in (node.start, node.stop, node.step)])
            case nodes.Call():
                return self._calling(node, raw)
            case nodes.Filter():
                return self._filter(node)
            case nodes.Test(name="none"):
                return ast.Compare(of(node.node), [ast.Is()], [ast.Constant(None)])
            case nodes.Compare():
                return ast.Compare(of(node.expr), [_COMPARE[each.op]() for each in node.ops], [of(each.expr) for each in node.ops])
            case nodes.CondExpr():
                return ast.IfExp(of(node.test), of(node.expr1), of(node.expr2) if node.expr2 else ast.Constant(""))
            case nodes.And() | nodes.Or():
                return ast.BoolOp(ast.And() if isinstance(node, nodes.And) else ast.Or(), [of(node.left), of(node.right)])
            case nodes.Not():
                return ast.UnaryOp(ast.Not(), of(node.node))
            case nodes.Neg():
                return ast.UnaryOp(ast.USub(), of(node.node))
            case nodes.Concat():
                return _call("_join", ast.Tuple([of(each) for each in node.nodes], ast.Load()))
            case nodes.Tuple() | nodes.List():
                return (ast.Tuple if isinstance(node, nodes.Tuple) else ast.List)([of(each) for each in node.items], ast.Load())
            case nodes.BinExpr() if type(node) in _BINARY:
                return ast.BinOp(of(node.left), _BINARY[type(node)](), of(node.right))
        raise TypeError(f"line {node.lineno}: {type(node).__name__} is no expression of our templates")

    def _calling(self, node: nodes.Call, raw: bool) -> ast.expr:
        """A macro's text is safe: it is marked so, unless it is put out at once."""
        if node.dyn_args or node.dyn_kwargs:
            raise TypeError(f"line {node.lineno}: our templates name all arguments")
        macro = self._called(node)
        arguments = [self._expression(each) for each in node.args]
        named = [ast.keyword(f"{each.key}_" if macro else each.key, self._expression(each.value)) for each in node.kwargs]
        called = ast.Call(_name(f"macro_{macro}") if macro else self._expression(node.node), arguments, named)
        return called if raw or not macro else _call("_Markup", called)

    def _filter(self, node: nodes.Filter) -> ast.expr:
        assert node.node
        arguments = [self._expression(each) for each in (node.node, *node.args)]
        named = [ast.keyword(str(each.key), self._expression(each.value)) for each in node.kwargs]
        if node.name == "length":
            return ast.Call(_name("len"), arguments, named)
        wants = _PassArg.from_obj(self._filters[node.name])
        if wants == _PassArg.environment:
            arguments.insert(0, _name("_environment"))
        elif wants:
            arguments.insert(0, _name("_safe"))
        return ast.Call(_name(f"filter_{node.name}"), arguments, named)


def _text(node: nodes.Expr) -> str:
    """The name of a template that another names."""
    if not isinstance(node, nodes.Const):
        raise TypeError(f"line {node.lineno}: our templates name others by their names")
    return str(node.value)
