"""The notation of what may stand where."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.formats.bitext import xml_scan
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.xml_rules import Rules
from desktop.formats.bitext.xml_scan import scan

RULES = Rules(
    {"urn:a": "", "urn:b": "b"},
    {"top": ("id!=token on=yesno +", "head? other* (leaf|top)+"), "head": ("*", "# leaf*"), "leaf": ("", "")},
    {},
    {"b:size": "integer"},
)


@pytest.mark.parametrize(
    "inside",
    [
        "<leaf/>",
        '<top id="q" b:colour="red"><leaf/></top>',
        '<head any="1">words<leaf/></head><x:y xmlns:x="urn:x"/><leaf/><top id="q" on="no"><leaf/></top>',
        '<b:z xmlns:b="urn:c"/><leaf/>',
    ],
)
def test_what_fits(inside: str) -> None:
    RULES.check(scan(f'<top xmlns="urn:a" id="p" xml:lang="en" xmlns:b="urn:b" b:size="3">{inside}</top>'.encode()))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<top id="p"/>', "Line 1: <top> lacks elements|has no <leaf>"),
        ('<top id="p"><leaf/>\n<head/></top>', "Line 2: <head> may not stand there in <top>"),
        ('<top id="p"><leaf a="1"/></top>', "<leaf> may have no a"),
        ('<top id="p" on="maybe"><leaf/></top>', "“maybe” is no value of on"),
        ("<top><leaf/></top>", "<top> has no id"),
        ('<top id="p">a<leaf/></top>', "<top> may hold no words"),
        ('<top id="p" xmlns:b="urn:b" b:size="x"><leaf/></top>', "“x” is no value of b:size"),
        ('<top id="p" xmlns:b="urn:b"><b:q/><leaf/></top>', "<b:q> is not known"),
        ('<top id="p" xml:lang="1"><leaf/></top>', "“1” is no value of xml:lang"),
        ("<other/>", "<other> is not known"),
    ],
)
def test_what_does_not_fit(data: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        RULES.check(
            scan(data.replace("<top", '<top xmlns="urn:a"', 1).replace("<other", '<other xmlns="urn:a"').encode())
        )


def test_what_is_too_large_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_scan, "_MOST_ELEMENTS", 3)
    with pytest.raises(UserError, match="Line 2: the file has more than 3 elements"):
        scan(b"<a><b/><c/>\n<d/></a>")
    for name in ("a.xlf", "a.po", "a.csv"):
        with pytest.raises(UserError, match="too large"):
            open_bitext(b"<" * 200_000_001, name)
