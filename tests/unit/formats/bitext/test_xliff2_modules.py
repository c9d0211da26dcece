"""The modules of XLIFF 2, with the one for the Internationalization Tag Set."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.xliff2_samples import MODULES


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('<mtc:match id="2"', '<mtc:match id="1"', "id “1” is there twice"),
        ('<mtc:match id="2" ref="#s1"', '<mtc:match id="2" ref="#s9"', "“#s9” names nothing in this unit"),
        ('<mtc:match id="2" ref="#s1"', '<mtc:match id="2"', "<mtc:match> has no ref"),
        ('similarity="100"', 'similarity="101"', "“101” is no value of similarity"),
        ('type="tm" subType', "subType", "has a subType and no type"),
        ('<ec startRef="2"/></source>', "</source>", "“2” needs one end"),
        ('<gls:translation id="t1"', '<gls:translation id="e1"', "id “e1” is there twice"),
        ("<gls:term>t</gls:term><gls:definition>d</gls:definition>", "<gls:term>t</gls:term>", "neither"),
        ('id="k2" category', 'id="k" category', "id “k” is there twice"),
        ("<mda:meta type", "<mda:meta kind", "has no type"),
        ('ref="r1"', 'ref="r7"', "“r7” names no resource"),
        ('mimeType="text/xml" ', "", "has no mimeType"),
        ('<res:source href="a"/>', "<res:source/>", "either a content or an href"),
        ('xml:lang="en-US"', 'xml:lang="de"', "xml:lang is “de”"),
        ('isPresent="a" occurs="2"', 'isPresent="a" startsWith="q"', "a rule has one of"),
        ('isPresent="a" occurs="2"', 'endsWith="a" occurs="2"', "occurs only with isPresent"),
        ('isNotPresent="b"', 'isNotPresent="b" existsInSource="yes"', "existsInSource only with"),
        ('disabled="no"', 'disabled="yes"', "cannot be disabled"),
        ('fs:fs="p" ', "", "has a fs:subFs and no fs:fs"),
        ('fs:fs="p"', 'fs:fs="blink"', "“blink” is no value of fs:fs"),
        ('slr:sizeInfoRef="q"', 'slr:sizeInfoRef="q" slr:sizeInfo="w"', "do not come together"),
        ('general="nfc"', 'general="nfkc"', "“nfkc” is no value"),
        ("<ctr:item property", "<ctr:item kind", "<ctr:item> has no property"),
        ("<mtc:matches>", "<mtc:matches><gls:x/>", "<gls:x> may not stand there in <mtc:matches>"),
        ('its:version="2.0"', "", "its:version is not told"),
        ('its:version="2.0"', 'its:version="3.0"', "“3.0” is no value of its:version"),
        ("#its=lq1", "#its=lq2", "names nothing in this unit"),
        ('its:taIdent="a" ', "", "come together"),
        ('its:taIdent="a"', 'its:taIdent="a" its:taIdentRef="b"', "do not come together"),
        ("mt-confidence|x", "confidence|x", "is no value of its:annotatorsRef"),
        ("mt-confidence|x", "mt-confidence|x mt-confidence|y", "names a category twice"),
        ('its:locQualityRatingScore="90" ', "", "is told without"),
        ('type="its:generic" itsm', 'type="generic" itsm', "has the type “its:generic” or none"),
        ('its:mtConfidence="0.9"', 'its:mtConfidence="9"', "“9” is no value of its:mtConfidence"),
        (' org="a" person="b"', "", "says nothing"),
        ('xml:id="pr1"', 'xml:id="lq1"', "xml:id “lq1” is there twice"),
        ('locQualityIssueType="misspelling" locQualityIssueComment="c"', "", "neither a type nor a comment"),
    ],
)  # fmt: skip
def test_a_module_that_breaks_its_rules_is_refused(old: str, new: str, reason: str) -> None:
    flat = " ".join(MODULES.split()).replace("> <", "><")
    assert old in flat
    with pytest.raises(UserError, match=rf"^Line 1: .*({reason})"):
        open_bitext(flat.replace(old, new, 1).encode(), "a.xlf")


def test_a_module_stands_where_it_belongs_and_once() -> None:
    metadata = MODULES[MODULES.index("<mda:metadata id") : MODULES.index("</mda:metadata>") + len("</mda:metadata>")]
    with pytest.raises(UserError, match="<metadata> is there twice"):
        open_bitext(
            MODULES.replace(
                metadata,
                metadata + "<mda:metadata><mda:metaGroup><mda:meta type='a'/></mda:metaGroup></mda:metadata>",
                1,
            ).encode(),
            "a.xlf",
        )
    profiles = "<slr:profiles/>"
    with pytest.raises(UserError, match="<profiles> may not stand there in <unit>"):
        open_bitext(MODULES.replace("<mtc:matches>", profiles + "<mtc:matches>", 1).encode(), "a.xlf")
