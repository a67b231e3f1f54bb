"""Templates compiled to plain code say what Jinja's own code says, and escape as much."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from chronology.render.blocks import BLOCKS, fill
from chronology.render.compiled import EnginesTemplates, Templates, compiled, file_loader, plain_escape
from chronology.render.environment import forget
from chronology.render.pages import pages
from chronology.render.parts import Limits
from chronology.render.view import View


@pytest.mark.parametrize("limits", [Limits(), Limits(2, 1, 1, 1)], ids=["whole lists", "lists in parts"])
def test_every_page_is_as_by_jinja_s_own_code(view: View, monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    def made() -> object:
        forget()  # cards are made anew too
        return list(pages(view)), [fill(f"<!-- chronology: {name} -->", view, "../", limits) for name in BLOCKS]

    ours = made()
    monkeypatch.setattr(Templates, "render", lambda self, name, values: self.environment.get_template(name).render(values))
    assert ours == made()
    forget()


@given(st.one_of(st.text(), st.text(alphabet="<>&'\"a"), st.integers(), st.floats(), st.none(), st.text().map(Markup)))
def test_what_is_escaped_is_as_by_markupsafe(value: object) -> None:
    assert plain_escape(value) == str(escape(value))


def ours(source: str) -> Templates:
    parts = {"it": source, "frame": "<{% block b %}.{% endblock %}>", "part": "{{ x }}!"}
    env = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader(parts))
    env.globals = {"shared": "<s>", "root": "../"}
    return Templates(env, lambda env, name: compiled(env, parts[name], name))


def plain(source: str, **values: object) -> str:
    return ours(source).render("it", values)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ x }}", "&lt;b&gt;"),
        ("{{ root }}{{ x }}-{{ root }}", "../&lt;b&gt;-../"),
        ("{{ x | upper }}", "&lt;B&gt;"),
        ("{{ x.upper() }}", "&lt;B&gt;"),
        ("{% macro m(y) %}<i>{{ y }}</i>{% endmacro %}{{ m(x) }}", "<i>&lt;b&gt;</i>"),
        ("{% macro m(y='<') %}{{ y }}{% endmacro %}{{ m() }}{{ m(y=x) }}", "&lt;&lt;b&gt;"),
        ("{{ x ~ '<' }}", "&lt;b&gt;&lt;"),
        ("{{ 'a' if x else 'b' }}", "a"),
        ("{{ '<i>' }}", "&lt;i&gt;"),
        ("{{ [x, x] | join('<') }}", "&lt;b&gt;&lt;&lt;b&gt;"),
    ],
)
def test_nothing_that_is_no_template_s_own_text_comes_out_as_html(source: str, text: str) -> None:
    assert plain(source, x="<b>") == text


@pytest.mark.parametrize("source", ["{{ y }}", "{{ y.z }}", "{% if y %}{% endif %}", "{{ y() }}"])
def test_a_name_that_nobody_gave_is_told(source: str) -> None:
    with pytest.raises(UndefinedError):
        plain(source, x=1)


def test_an_attribute_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError):
        plain("{{ x.z }}", x=1)


@pytest.mark.parametrize(
    "source",
    [
        "{% for x in x %}{{ x }}{{ ',' if not loop.last }}{% endfor %}{{ x | length }}",
        "{% for y in x %}{% for z in [y, y] %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}",
        "{% set y = x[0] %}{% for y in x %}{{ y }}{% endfor %}{{ y }}",
        "{% for y in x if y != 1 %}{{ y }}{% endfor %}",
        "{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
        "{% if x[0] == 2 %}a{% elif x[0] == 1 %}b{% else %}c{% endif %}",
        "{{ x[1:] | join }}{{ -x[0] + 2 * 3 ** 2 / 2 - 1 }}",
        "{{ 2 not in x and x[0] is none or 'n' }}",
        "{% extends 'frame' %}{% macro m(it, write) %}<{{ it }}{{ write }}{% endmacro %}{% block b %}{{ m(root, write='<') }}{{ shared }}{% endblock %}",
        "{% extends 'frame' %}",
        "{% include 'part' %}",
    ],
)
def test_loops_branches_and_parts_are_as_jinja_has_them(source: str) -> None:
    found = ours(source)
    assert found.render("it", {"x": [1, 2, 3]}) == found.environment.get_template("it").render(x=[1, 2, 3])


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% set y %}{{ x }}{% endset %}", "line 1: AssignBlock is no statement"),
        ("\n{{ x is odd }}", "line 2: Test is no expression"),
        ("{% for y in x %}{{ y }}{% else %}-{% endfor %}", "have no `else`"),
        ("{% for y in x if y %}{{ loop.index }}{% endfor %}", "do not count them"),
        ("{{ shared(*x) }}", "name all arguments"),
        ("{% include x %}", "name others by their names"),
    ],
)
def test_what_our_templates_do_not_use_is_refused(source: str, what: str) -> None:
    with pytest.raises(TypeError, match=what):
        plain(source, x=[1])


def test_a_template_that_has_changed_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    env = ours("").environment
    path = tmp_path / "it"
    for text in ("{{ x }}", "{{ x }}", "{{ x }}{{ root }}"):
        path.write_text(text, "utf-8")
        assert Templates(env, file_loader(tmp_path)).render("it", {"x": 1}) == text.replace("{{ x }}", "1").replace("{{ root }}", "../")
    assert len(list(tmp_path.rglob("*.pyc"))) == 1
    path.write_text("{{ y }}", "utf-8")
    assert Templates(env, file_loader(tmp_path)).render("it", {"y": "given"}) == "given"
    env.globals["y"] = "shared"
    assert Templates(env, file_loader(tmp_path)).render("it", {"y": "given"}) == "shared"
    path.write_text("{{ x }}{{ root }}", "utf-8")
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    assert Templates(env, file_loader(tmp_path)).render("it", {"x": 1}) == "1../"
    tmp_path.chmod(0o700)


def test_a_template_of_the_engine_is_compiled_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)

    def shown(**options: bool) -> str:
        environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=EnginesTemplates(tmp_path / "kept"), **options)  # type: ignore[arg-type]
        environment.compile = Mock(wraps=environment.compile)  # type: ignore[method-assign]
        text = environment.get_template("it.html").render(x="<")
        return f"{text}, {'compiled' if environment.compile.called else 'found'}"

    (tmp_path / "it.html").write_text("{{ x }}", "utf-8")
    assert [shown(), shown(), shown(autoescape=True), shown(autoescape=True)] == ["<, compiled", "<, found", "&lt;, compiled", "&lt;, found"]
    (tmp_path / "it.html").write_text("{{ x }}{{ x }}", "utf-8")
    assert [shown(), shown()] == ["<<, compiled", "<<, found"]
    kept = list(tmp_path.rglob("*.pyc"))
    assert {path.parent for path in kept} == {tmp_path / "kept" / "__pycache__"}
    for length in (0, 10, 16, 40):
        for path in kept:
            path.write_bytes(path.read_bytes()[:length])
        assert [shown(), shown()] == ["<<, compiled", "<<, found"], length


def test_a_template_that_changes_while_it_is_read_is_not_kept_under_another_s_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "it.html").write_text("new", "utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path))
    cache = EnginesTemplates(tmp_path / "kept")
    bucket = cache.get_bucket(environment, "it.html", str(tmp_path / "it.html"), "old")
    assert bucket.code is None
    assert list(tmp_path.rglob("*.pyc")) == []
    assert cache.get_bucket(environment, "it.html", None, "old").code is None
