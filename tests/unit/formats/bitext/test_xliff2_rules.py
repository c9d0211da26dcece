"""XLIFF 2 files that keep to the standard come back as they were; others are refused with line and reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.core.errors import UserError
from desktop.formats.bitext.opening import open_bitext
from tests.conftest import REPOSITORY
from tests.unit.formats.bitext.xliff2_samples import CORE, MODULES

if TYPE_CHECKING:
    from lxml import etree

SCHEMAS = REPOSITORY.parent / "shared" / "data" / "xliff-schema" / "2.1"
DRIVEN = (
    ("document:2.0", "xliff_core_2.0.xsd"), ("matches:2.0", "matches.xsd"), ("glossary:2.0", "glossary.xsd"),
    ("metadata:2.0", "metadata.xsd"), ("resourcedata:2.0", "resource_data.xsd"), ("validation:2.0", "validation.xsd"),
    ("sizerestriction:2.0", "size_restriction.xsd"), ("fs:2.0", "fs.xsd"), ("itsm:2.1", "itsm.xsd"),
)  # fmt: skip

STRUCTURE = (
    (' id="f1"', "", "<file> has no id"),
    ('version="2.1"', 'version="2.7"', "XLIFF 2.7 is not known"),
    ('version="2.1"', "", "<xliff> has no version"),
    ("document:2.0", "document:2.9", "XLIFF 2 has another namespace"),
    ('srcDir="ltr"', 'srcDir="up"', "“up” is no value of srcDir"),
    ('<group id="g2"/>', '<group id="g2" zzz="1"/>', "<group> may have no zzz"),
    ('<group id="g2"/>', '<grup id="g2"/>', "<grup> may not stand there in <file>"),
    ('<group id="g2"/>', "words", "<file> may hold no words"),
    ('<group id="g2"/>', '<group id="g1"/>', "id “g1” is there twice"),
    ('id="f2"', 'id="f1"', "id “f1” is there twice"),
    ('<unit id="u3">', '<unit id="u2">', "id “u2” is there twice"),
    ('<note id="n2">', '<note id="n1">', "id “n1” is there twice"),
    ('<data id="d2"', '<data id="d1"', "id “d1” is there twice"),
    ('priority="3"', 'priority="11"', "“11” is no value of priority"),
    ("<source> </source><target", "<target> </target><target", "<ignorable> has no <source>"),
    ('<skeleton href="a.skl"/>', "<skeleton/>", "either a content or an href"),
    ('hex="001A"', 'hex="0041"', "for characters only that may not stand in XML"),
    ('<unit id="u1" name', '<unit id="a b" name', "“a b” is no value of id"),
)
TEXTS = (
    ('trgLang="nl"', "", "does not say its trgLang"),
    ('xml:lang="nl"', 'xml:lang="fr"', "xml:lang is “fr”, and trgLang is “nl”"),
    ('xml:lang="en"', 'xml:lang="de"', "xml:lang is “de”, and srcLang is “en”"),
    (' state="translated" sub', " sub", "has a subState and no state"),
    ('<segment state="initial">', '<segment state="final">', "is “final” and has no <target>"),
    ('order="3"', 'order="2"', "the order “2” is there twice"),
    ('order="3"', 'order="4"', "the order is 4, and there are 3 parts"),
    (' order="1"', "", "says that it comes at place 1"),
    ('<ignorable id="i1">', '<ignorable id="s1">', "id “s1” is there twice"),
    ('<mrk id="m1" type="term">', '<mrk id="s2" type="term">', "“s2” belongs to another element"),
    ('<mrk id="m1" type="term">', '<ph id="m1"/><mrk id="q" type="term">', "“m1” belongs to another element"),
)  # fmt: skip


@pytest.mark.parametrize("text", [CORE, MODULES])
def test_what_keeps_to_the_standard_comes_back(text: str) -> None:
    data = text.encode()
    assert open_bitext(data, "a.xlf").written({}) == data


@pytest.mark.parametrize(("old", "new", "reason"), [*STRUCTURE, *TEXTS])
def test_what_breaks_a_rule_is_refused(old: str, new: str, reason: str) -> None:
    flat = " ".join(CORE.split()).replace("> <mrk", "><mrk")
    assert old in flat
    with pytest.raises(UserError, match=rf"^Line 1: .*({reason})"):
        open_bitext(flat.replace(old, new, 1).encode(), "a.xlf")


def test_the_line_is_that_of_the_element() -> None:
    line = CORE[: CORE.index('<group id="g2"/>')].count("\n") + 1
    with pytest.raises(UserError, match=rf"^Line {line}: the id “g1” is there twice"):
        open_bitext(CORE.replace('id="g2"', 'id="g1"').encode(), "a.xlf")


def test_a_language_that_is_told_stands_for_one_that_the_file_lacks() -> None:
    data = CORE.replace(' trgLang="nl"', "").encode()
    assert open_bitext(data, "a.xlf", target="nl").written({}) == data


def test_version_2_2_has_notes_at_its_top() -> None:
    text = CORE.replace("document:2.0", "document:2.2").replace('version="2.1"', 'version="2.2"')
    noted = text.replace("<file", '<notes><note id="n1" ref="x">hi</note></notes><file', 1)
    for each in (text, noted):
        assert open_bitext(each.encode(), "a.xlf").written({}) == each.encode()
    with pytest.raises(UserError, match="<notes> may not stand there in <xliff>"):
        open_bitext(noted.replace("document:2.2", "document:2.0").encode(), "a.xlf")


def _schema() -> etree.XMLSchema:
    from lxml import etree

    parts = "".join(
        f'<xs:import namespace="urn:oasis:names:tc:xliff:{name}" schemaLocation="{SCHEMAS / file}"/>'
        for name, file in DRIVEN
    )
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{parts}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver.encode(), base_url=str(SCHEMAS / "driver.xsd")))


@pytest.mark.skipif(not Path(SCHEMAS).exists(), reason="the official schemas are not here")
def test_what_the_official_schemas_refuse_is_refused() -> None:
    from lxml import etree

    schema = _schema()
    refused = 0
    for base in (CORE, MODULES):
        root = etree.fromstring(base.encode())
        assert schema.validate(root), schema.error_log
        count = sum(len(node.attrib) for node in root.iter(etree.Element))
        for place in range(count):
            changed = _without_attribute(base, place)
            if not schema.validate(etree.fromstring(changed)):
                refused += 1
                with pytest.raises(UserError, match=r"^Line \d+"):
                    open_bitext(changed, "a.xlf")
    assert refused > 40


def _without_attribute(text: str, place: int) -> bytes:
    from lxml import etree

    root = etree.fromstring(text.encode())
    for node in root.iter(etree.Element):
        if place < len(node.attrib):
            del node.attrib[list(node.attrib)[place]]
            return etree.tostring(root, encoding="UTF-8")
        place -= len(node.attrib)
    raise AssertionError
