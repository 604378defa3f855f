"""Bytes that two programs must write alike: fields with lengths, canonical JSON, strict base64, calls."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.publish.seal.encoding import b64, call, called, canonical, enc, unb64

ASCII = st.text(st.characters(max_codepoint=127), max_size=12)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
DOCUMENTS = st.recursive(ASCII | NUMBERS, lambda of: st.lists(of, max_size=4) | st.dictionaries(ASCII, of, max_size=4), max_leaves=12)
FIELDS = st.lists(st.binary(max_size=8), max_size=4)


def test_fields_stand_after_their_lengths():
    assert enc("a label", "text", 41) == b"a label\0\0\0\0\4text\0\0\0\2" + b"41"


@settings(deadline=None)
@given(FIELDS, FIELDS)
def test_no_two_lists_of_fields_are_written_alike(one, other):
    assert (enc("label", *one) == enc("label", *other)) == (one == other)


@given(DOCUMENTS)
def test_canonical_json_is_one_text_that_reads_back(document):
    text = canonical(document)

    assert json.loads(text) == document
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(ASCII, st.integers(0, 9), max_size=6))
def test_the_order_of_names_does_not_matter(document):
    assert canonical(document) == canonical(dict(reversed(document.items())))


def test_canonical_json_has_sorted_names_and_no_spaces():
    assert canonical({"v": 1, "a": ["x", {"c": 2, "b": ""}]}) == b'{"a":["x",{"b":"","c":2}],"v":1}'


@pytest.mark.parametrize("value", [1.0, None, True, 2**53, -(2**53), "\u00e9", float("nan"), b"bytes", {1: "x"}, {"\u00e9": 1}])
def test_what_two_languages_would_not_write_alike_is_refused(value):
    with pytest.raises(ValueError, match="anonical JSON"):
        canonical({"x": [value]})


@given(st.binary(max_size=40))
def test_base64_reads_back(raw):
    assert unb64(b64(raw)) == raw


@pytest.mark.parametrize("text", ["QQ", "QR==", "QQ==\n", " QQ==", "Q-==", "QQ===", "QQ==QQ==", "\u00e9"])
def test_another_spelling_of_base64_is_refused(text):
    with pytest.raises(ValueError, match="base64|ASCII"):
        unb64(text)


def test_a_call_reads_back_as_its_document():
    assert called("sendsiteNow", call("sendsiteNow", {"v": 1})) == {"v": 1}


@pytest.mark.parametrize(
    "text",
    [
        b'sendsiteNow({"v":1});',
        b'sendsiteKeys({"v":1})',
        b'sendsiteNow({"v": 1})',
        b'sendsiteNow({"v":1,"v":1})',
        b"sendsiteNow(",
        b"sendsiteNow({)",
        b"",
        b"sendsiteNow(" + b"[" * 100_000 + b")",
        b"sendsiteNow(NaN)",
        b'sendsiteNow("\xe9")',
    ],
)
def test_anything_but_the_call_is_refused(text):
    with pytest.raises(ValueError, match="JSON|call|Expecting|ascii"):
        called("sendsiteNow", text)
