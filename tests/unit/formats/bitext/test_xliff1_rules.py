"""XLIFF 1 is held to what its schemas and the tools that write it have in common."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.samples import MEMOQ, SDL, XLIFF1

WHOLE = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" xmlns:x="urn:x">
<file original="a" source-language="en" target-language="nl" datatype="html"><header>
<skl><internal-file>s</internal-file>
</skl><phase-group><phase phase-name="p" process-name="q"><note>n</note></phase></phase-group><tool tool-id="t"
 tool-name="T"/><note priority="2" annotates="general">n</note><x:info/></header><body>
<group id="g"><context-group name="c"><context context-type="x-a">1</context></context-group>
<trans-unit id="1" x:own="1" tool-own="2"><source>A <bpt id="1">&lt;b><sub>t</sub></bpt>b<ept id="1">&lt;/b></ept>
<it id="2" pos="open">q</it><x id="3"/></source><seg-source><mrk mtype="seg" mid="1">A</mrk></seg-source>
<target state="x-mine" state-qualifier="exact-match"><mrk mtype="seg" mid="1">B</mrk></target>
<alt-trans match-quality="80" alttranstype="proposal"><source>A</source><target>B</target></alt-trans>
<note annotates="source">n</note><count-group name="k"><count count-type="total" unit="word">3</count></count-group>
</trans-unit><bin-unit id="b" mime-type="image/png"><bin-source><external-file href="a.png"/></bin-source></bin-unit>
</group></body></file></xliff>"""


@pytest.mark.parametrize("data", [WHOLE, SDL, MEMOQ, XLIFF1])
def test_what_tools_write_is_opened_and_comes_back(data: bytes) -> None:
    assert open_bitext(data, "a.xlf").written({}) == data


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('source-language="en" ', "", "Line 2: <file> has no source-language"),
        ('source-language="en"', 'source-language="en nl"', "“en nl” is no value"),
        ("document:1.2", "document:9", "another namespace"),
        ('id="3"', "", "<x> has no id"),
        ('pos="open"', 'pos="left"', "“left” is no value of pos"),
        ('pos="open"', "", "<it> has no pos"),
        ('<mrk mtype="seg" mid="1">A', '<mrk mid="1">A', "<mrk> has no mtype"),
        ('mid="1">B', 'mid="2">B', "the source has no segment “2”"),
        ('mid="1">A</mrk>', 'mid="1"/><mrk mtype="seg" mid="1"/>', "mid “1” is there twice"),
        ("<source>A</source><target>B</target>", "<source>A</source>", "<alt-trans> has no <target>"),
        ('alttranstype="proposal"', 'alttranstype="idea"', "“idea” is no value"),
        ('state-qualifier="exact-match"', 'state-qualifier="exact"', "“exact” is no value"),
        ('priority="2"', 'priority="12"', "“12” is no value of priority"),
        ('annotates="source"', 'annotates="left"', "“left” is no value of annotates"),
        ("<phase phase-name", "<phase name", "<phase> has no phase-name"),
        ('tool-name="T"', "", "<tool> has no tool-name"),
        (' href="a.png"', "", "<external-file> has no href"),
        ("<phase-group>", "<note/><phase-group>", "<phase-group> may not stand there in <header>"),
        ('<group id="g">', '<group id="g">words', "<group> may hold no words"),
        ("<body>", "<body><source>q</source>", "<source> may not stand there in <body>"),
    ],
)  # fmt: skip
def test_what_the_standard_forbids_is_refused(old: str, new: str, reason: str) -> None:
    text = WHOLE.decode()
    assert old in text
    with pytest.raises(UserError, match=rf"^Line \d+: |{reason}") as told:
        open_bitext(text.replace(old, new, 1).encode(), "a.xlf")
    assert reason.rpartition(": ")[2] in told.value.problem.message


def test_what_was_made_before_1_2_may_lack_ids() -> None:
    data = WHOLE.replace(b"1.2", b"1.1").replace(b' id="3"', b"").replace(b'pos="open"', b'pos="begin"')
    assert open_bitext(data, "a.xlf").written({}) == data
