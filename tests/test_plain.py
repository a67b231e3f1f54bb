"""Templates compiled to plain code say what Jinja's own code says, and escape as much."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from chronology.render import environment as module
from chronology.render.pages import pages
from chronology.render.plain import PlainCode, plain_escape
from chronology.render.view import View


@pytest.fixture
def _anew() -> Iterator[None]:
    """Templates are compiled anew before and after."""
    for _ in range(2):
        module.environment.cache_clear()
        module.COMPILED.known.clear()
        if not _:
            yield


@pytest.mark.usefixtures("_anew")
def test_every_page_is_as_by_jinja_s_own_code(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = list(pages(view))
    module.environment.cache_clear()
    module.COMPILED.known.clear()
    monkeypatch.setattr(module, "PlainCode", CodeGenerator)
    monkeypatch.setattr(module, "plain_escape", escape)
    assert ours == list(pages(view))


@given(st.one_of(st.text(), st.text(alphabet="<>&'\"a"), st.integers(), st.floats(), st.none(), st.text().map(Markup)))
def test_what_is_escaped_is_as_by_markupsafe(value: object) -> None:
    assert plain_escape(value) == str(escape(value))


def plain(source: str, **values: object) -> str:
    env = Environment(autoescape=True, undefined=StrictUndefined)
    env.code_generator_class = PlainCode
    env.plain_escape, env.root = plain_escape, "../"  # type: ignore[attr-defined]
    return env.from_string(source).render(values)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ x }}", "&lt;b&gt;"),
        ("{{ root }}{{ x }}-{{ root }}", "../&lt;b&gt;-../"),
        ("{{ x | upper }}", "&lt;B&gt;"),
        ("{{ x.upper() }}", "&lt;B&gt;"),
        ("{% macro m(y) %}<i>{{ y }}</i>{% endmacro %}{{ m(x) }}", "<i>&lt;b&gt;</i>"),
        ("{% macro m(y='<') %}{{ y }}{% endmacro %}{{ m() }}{{ m(y=x) }}", "&lt;&lt;b&gt;"),
        ("{% set y %}<i>{{ x }}</i>{% endset %}{{ y }}", "<i>&lt;b&gt;</i>"),
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
