"""Addresses: what everybody can follow, and which are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.addresses import decoded, is_url, same, tracking, without_tracking, wrong_address

GOOD = [
    "https://gazette.example.org/dark",
    "http://gazette.example.org",
    "https://gazette.example.org/dark#x",
    "https://gazette.example.org:443/a@b?x=http://localhost/",
    "https://xn--e1afmkfd.xn--p1ai/",
    "https://0x7f.example.org/",
]
PRIVATE = [
    "http://localhost/",
    "http://lamp.localhost:80/",
    "http://lamp.local",
    "https://lamp.internal./x",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1:80/",
    "http://0177.0.0.1/",
    "http://8.8.8.8/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]:80/",
    "HTTP://LOCALHOST/",
    "http://\uff11\uff12\uff17.0.0.1/",
]
BAD = [
    "",
    "gazette.example.org",
    "//gazette.example.org/",
    "ftp://gazette.example.org/",
    "javascript:alert(1)",
    "https://lamp:keeper@gazette.example.org/",
    "https://localhost@gazette.example.org/",
    "https://gazette.example.org\\@lamp.local/",
    "https://gazette..example.org/",
    "https://-gazette.example.org/",
    "https://gazette.example.org:0/",
    "https://gazette.example.org:65536/",
    "https://gazette.example.org/ x",
    "https://gazette.example.org/\n",
    "https://b\u00fccher.example.org/",
    "https://gazette/",
]


@pytest.mark.parametrize("url", GOOD)
def test_an_address_on_the_public_web_is_good(url: str) -> None:
    assert wrong_address(url) is None


@pytest.mark.parametrize("url", PRIVATE)
def test_an_address_of_a_machine_or_of_a_number_is_refused(url: str) -> None:
    wrong = wrong_address(url)
    assert wrong
    assert wrong.rule == "private-address"


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address_is_refused(url: str) -> None:
    wrong = wrong_address(url)
    assert wrong
    assert wrong.rule == "address-form"


def test_a_password_in_an_address_is_not_repeated() -> None:
    wrong = wrong_address("https://lamp:keeper@gazette.example.org/")
    assert wrong
    assert "keeper" not in "".join(wrong)


@given(st.one_of(st.text(), st.text(alphabet="htps:/.[]@#?-x1%\\", max_size=40).map("http://".__add__)))
def test_any_text_is_an_address_or_is_told_why_not(text: str) -> None:
    wrong = wrong_address(text)
    assert (wrong is None) == is_url(text)
    assert all(part.isascii() and part.isprintable() for part in wrong or ())
    if wrong is None:
        assert same(text) == same(text + "#lamp")


@pytest.mark.parametrize(
    "other",
    ["http://gazette.example.org/dark?x=1", "https://www.gazette.example.org:443/dark?x=1", "https://GAZETTE.example.org/dark/?x=1#lamp"],
)
def test_addresses_of_one_page_are_the_same(other: str) -> None:
    assert same(other) == same("https://gazette.example.org/dark?x=1")


@pytest.mark.parametrize("other", ["https://gazette.example.org/dark", "https://gazette.example.org:8080/dark?x=1", "https://gazette.example.org/Dark?x=1"])
def test_addresses_of_other_pages_are_not_the_same(other: str) -> None:
    assert same(other) != same("https://gazette.example.org/dark?x=1")


def test_tracking_parameters_are_left_out_and_nothing_else() -> None:
    url = "https://gazette.example.org/dark?utm_source=x&id=3&fbclid=y&gclid="
    assert tracking(url) == ["utm_source", "fbclid", "gclid"]
    assert without_tracking(url) == "https://gazette.example.org/dark?id=3"
    assert without_tracking("https://gazette.example.org/dark?utm_medium=x#lamp") == "https://gazette.example.org/dark#lamp"
    assert tracking("https://gazette.example.org/utm_source=x?medium=utm_source") == []


def test_a_host_in_other_letters_is_told_by_their_codes() -> None:
    assert decoded("xn--e1afmkfd.xn--p1ai") == "\\u043f\\u0440\\u0438\\u043c\\u0435\\u0440.\\u0440\\u0444"
    assert decoded("xn--.example.org").isprintable()
