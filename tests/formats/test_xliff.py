"""Texts to a translation agency and back."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.document import apply_operations, fold, split, validate
from flows.formats import FORMATS, FormatError, read_bot
from flows.formats.xliff import VERSIONS
from flows.formats.xml_reader import read_xml

from .test_spreadsheet import bot

XLIFF = FORMATS["xliff"]


def merged(document, files):
    merge = XLIFF.merge(document, files, {})
    parts = {(part.kind, part.key): part for part in split(document)}
    parts |= {(part.kind, part.key): part for part in apply_operations(parts.values(), merge.operations).changed}
    return fold(parts.values()), merge


def translated(data, translate):
    """What an agency sends back: a target for each unit, made of its source."""
    text = re.sub(r"<target.*?</target>", "", data.decode(), flags=re.DOTALL)

    def target(found):
        inner = re.sub(r"(^|>)([^<]+)", lambda part: part[1] + translate(part[2]), found[2])
        return f"{found[0]}<target>{inner}</target>"

    return re.sub(r"<source([^>]*)>(.*?)</source>", target, text, flags=re.DOTALL).encode()


@pytest.mark.parametrize("version", VERSIONS)
def test_out_and_in_again_changes_nothing(version):
    after, merge = merged(bot(), XLIFF.write(bot(), version=version))
    assert merge.operations == [] and merge.items == []
    assert after == bot()


def test_a_pair_of_languages_comes_back_translated():
    files = XLIFF.write(bot(), ("en", "de"))
    assert list(files) == ["en-de.xlf"]
    after, merge = merged(bot(), {"en-de.xlf": translated(files["en-de.xlf"], str.upper)})
    assert merge.items == []
    assert after["languages"] == ["en", "fr", "de"]
    config = after["flows"][0]["nodes"][0]["steps"][0]["config"]
    assert config["message"]["text"] == {"en": "Tea?", "fr": "Du thé ?", "de": "TEA?"}
    assert [option["title"]["de"] for option in config["options"]] == ["YES", "NO"]
    say = after["flows"][0]["nodes"][0]["steps"][1]["config"]
    assert say["variations"] == [{"text": {"en": "See you", "de": "SEE YOU"}}]
    assert after["answers"][0]["answers"]["de"] == ["9 TO 5"]
    assert after["content"][0]["message"]["text"]["de"] == "-HELLO"
    assert validate(after) == []


def test_what_a_template_fills_in_is_protected():
    document = bot()
    document["content"][0]["message"] = "Hi {{ name }} & <co>,\x07 {% if x %}yes{% endif %}"
    (data,) = XLIFF.write(document, ("en", "fr")).values()
    holes = [ph.text() for ph in read_xml(data).everywhere("ph")]
    assert "{{ name }}" in holes and "{% if x %}" in holes
    data = translated(data, lambda text: text.replace("Hi", "Ah").replace("yes", "oui"))
    after, _ = merged(document, {"x.xlf": data})
    assert after["content"][0]["message"]["text"]["fr"] == "Ah {{ name }} & <co>,\x07 {% if x %}oui{% endif %}"


def test_version_two_is_read():
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">'
        '<unit id="content:hello#/message/text"><segment><source>-Hello</source><target>Salut</target></segment></unit>'
        "</file></xliff>"
    )
    after, _ = merged(bot(), {"x.xlf": data.encode()})
    assert after["content"][0]["message"]["text"]["fr"] == "Salut"


def test_version_two_is_written():
    document = bot()
    english = "Hi {{ name }} & <co>,\x07 {{ name }} {% if x %}yes{% endif %}"
    document["content"][0]["message"] = {"text": {"en": english, "fr": "{{ name }}: {{ name }}, {{ '\x01' }}"}}
    (data,) = XLIFF.write(document, ("en", "fr"), "2.0").values()
    root = read_xml(data)
    assert (root.attributes["version"], root.attributes["srcLang"], root.attributes["trgLang"]) == ("2.0", "en", "fr")
    units = list(root.everywhere("unit"))
    assert len({unit.attributes["id"] for unit in units}) == len(units)
    assert all(re.fullmatch(r"[\w.:-]+", unit.attributes["id"]) for unit in units), "ids must be plain names there"
    (unit,) = [unit for unit in units if unit.attributes["name"].startswith("content:hello#/message")]
    source, target = (next(unit.everywhere(name)) for name in ("source", "target"))
    codes = [[(code.attributes["id"], code.attributes["dataRef"]) for code in side.elements("ph")]
             for side in (source, target)]  # fmt: skip
    assert codes[0] == [("1", "d1"), ("2", "d1"), ("3", "d2"), ("4", "d3")]
    assert codes[1] == [("1", "d1"), ("2", "d1"), ("5", "d4")], "the same code has the same number on both sides"
    assert next(unit.everywhere("segment")).attributes["state"] == "translated"
    after, merge = merged(document, {"x.xlf": data})
    assert after == document and merge.items == []


def test_a_unit_that_a_program_has_divided_comes_back_whole():
    (data,) = XLIFF.write(bot(), ("en", "fr"), "2.0").values()
    divided = (
        '<unit id="u1" name="content:hello#/message/text"><segment><source>-He</source><target>Sa</target></segment>'
        "<ignorable><source>l</source><target>l</target></ignorable>"
        '<segment><source>lo</source><target><mrk id="m">ut</mrk><pc id="1"> !</pc></target></segment></unit>'
    )
    text = re.sub(r'<unit id="u\d+" name="content:hello.*?</unit>', lambda _: divided, data.decode(), flags=re.DOTALL)
    after, merge = merged(bot(), {"x.xlf": text.encode()})
    assert after["content"][0]["message"]["text"]["fr"] == "Salut !" and merge.items == []


def test_a_version_that_is_not_written_is_refused():
    with pytest.raises(FormatError, match=r"1\.2 and 2\.0"):
        XLIFF.write(bot(), ("en", "fr"), "3.0")


@pytest.mark.parametrize("hex", ["0000", "D800", "DFFF", "110000", "", "zz", "-001", "00"])
def test_signs_that_no_text_may_hold_are_left_out(hex):
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">'
        f'<unit id="u" name="content:hello#/message/text"><segment><target>a<cp hex="{hex}"/>b</target></segment>'
        "</unit></file></xliff>"
    )
    after, _ = merged(bot(), {"x.xlf": data.encode()})
    assert after["content"][0]["message"]["text"]["fr"] == "ab"


PIECES = st.one_of(
    st.sampled_from(["{{ name }}", "{{ '\x01\ufffe' }}", "{% if a < b %}", "{# & #}", "{{", "}}", "<ph id='1'/>", "]]>",
                     "&amp;", "\r\n", "\t", "\x07", "\uffff", "U+0007", "\u2028", "&#13;", '"']),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=6).map("".join), st.lists(PIECES, max_size=6).map("".join), st.sampled_from(VERSIONS))
def test_any_text_comes_back_as_it_went_out(source, target, version):
    document = bot()
    document["content"][0]["message"] = {"text": {"en": f"a{source}", "fr": f"b{target}"}}
    (data,) = XLIFF.write(document, ("en", "fr"), version).values()
    document["content"][0]["message"]["text"].pop("fr")
    after, merge = merged(document, {"x.xlf": data})
    assert after["content"][0]["message"]["text"] == {"en": f"a{source}", "fr": f"b{target}"}
    assert merge.items == []


def test_texts_that_have_changed_or_gone_are_named():
    (data,) = XLIFF.write(bot(), ("en", "fr")).values()
    document = bot()
    document["flows"][0]["nodes"][0]["steps"].pop()
    document["content"][0]["message"]["text"]["en"] = "Good day"
    _, merge = merged(document, {"x.xlf": translated(data, str.upper)})
    assert {item.code for item in merge.items} == {"changed", "unknown-place"}


def test_translations_alone_are_no_bot():
    with pytest.raises(FormatError):
        read_bot(XLIFF.write(bot()))


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><xliff>&b;</xliff>",
        b"<!DOCTYPE x SYSTEM 'http://x.example/x.dtd'><xliff/>",
        b"<xliff><file target-language='no such'/></xliff>",
        b"<html/>",
        b"<xliff>" + b"<g>" * 5000,
        b"",
        b"\0\0",
    ],
)
def test_hostile_files_are_refused(data):
    with pytest.raises(FormatError):
        XLIFF.merge(bot(), {"x.xlf": data}, {})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_files_are_merged_or_refused(data):
    (body,) = XLIFF.write(bot(), ("en", "fr"), data.draw(st.sampled_from(VERSIONS))).values()
    broken = bytearray(body)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        after, _ = merged(bot(), {"x.xlf": bytes(broken)})
    except FormatError:
        return
    assert validate(after) == []
