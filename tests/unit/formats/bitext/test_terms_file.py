"""Term lists: TBX of two versions, and tables."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.errors import UserError
from desktop.core.term import Term
from desktop.formats.bitext.new_table import terms_csv
from desktop.formats.bitext.new_tbx import tbx_of
from desktop.formats.bitext.terms_file import read_terms
from tests.conftest import REPOSITORY

TBX = b"""<?xml version="1.0"?><martif type="TBX"><text><body>
<termEntry id="1"><descrip type="definition">What keeps warm</descrip>
<langSet xml:lang="en"><tig><term>blanket</term></tig></langSet>
<langSet xml:lang="nl"><tig><term>deken</term></tig>
<tig><term>kleed</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<conceptEntry id="2"><langSec xml:lang="en-US"><termSec><term>tea</term></termSec></langSec>
<langSec xml:lang="nl-NL"><termSec><term>thee</term></termSec></langSec></conceptEntry>
<termEntry id="3"><langSet xml:lang="de"><tig><term>Decke</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_tbx_of_both_versions_is_read_with_what_is_not_to_be_used() -> None:
    assert read_terms(TBX, "a.tbx", "en", "nl") == (
        Term("blanket", "deken", ("kleed",), definition="What keeps warm", source_language="en", target_language="nl"),
        Term("tea", "thee", source_language="en-US", target_language="nl-NL"),
    )
    assert read_terms(TBX, "a.tbx", "eng", "dut") == read_terms(TBX, "a.tbx", "en", "nl")
    assert read_terms(TBX, "a.tbx", "en", "sv") == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("en;nl;forbidden;case\nblanket;deken;kleed|plaid;\nCare Card;Zorgkaart;;yes\n",
         (Term("blanket", "deken", ("kleed", "plaid")), Term("Care Card", "Zorgkaart", case=True))),
        ("source\ttarget\tnote\ntea\tthee\tgreen too\n", (Term("tea", "thee", note="green too"),)),
        (
            "source,target,definition,source note,target note,status\ntea,thee,hot,x,y,ok\ntea,tee,,,,deprecated\n",
            (Term("tea", "thee", definition="hot", source_note="x", target_note="y"), Term("tea", "", ("tee",))),
        ),
        ("tea,thee\nwool,wol\n", (Term("tea", "thee"), Term("wool", "wol"))),
    ],
)  # fmt: skip
def test_tables_are_read_by_their_headings(text: str, terms: tuple[Term, ...]) -> None:
    assert read_terms(text.encode(), "a.csv", "en", "nl") == terms


def test_a_table_that_says_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="which columns"):
        read_terms(b"a,b,c\n1,2,3\n", "a.csv", "en", "nl")
    with pytest.raises(UserError, match="not UTF-8"):
        read_terms(b"en,nl\ncaf\xe9,x\n", "a.csv", "en", "nl")


def test_what_is_written_is_read_again() -> None:
    terms = (
        Term("blanket", "deken", ("kleed", "plaid"), note="soft", definition="What keeps warm", source_language="en",
             target_language="nl-BE", source_note="s", target_note="t"),
        Term("tea", "", ("tee",), source_language="en", target_language="nl"),
    )  # fmt: skip
    assert read_terms(tbx_of(terms, "en", "nl"), "a.tbx", "en", "nl") == terms
    plain = tuple(msgspec.structs.replace(each, source_language="", target_language="", source_note="", target_note="")
                  for each in terms)  # fmt: skip
    assert read_terms(terms_csv(plain), "a.csv", "en", "nl") == plain


def test_each_of_several_translations_is_a_term() -> None:
    data = TBX.replace(b"<tig><term>deken</term></tig>", b"<tig><term>deken</term></tig><tig><term>plaid</term></tig>")
    found = read_terms(data, "a.tbx", "en", "nl")
    assert [(term.source, term.target, term.forbidden) for term in found[:2]] == [
        ("blanket", "deken", ("kleed",)), ("blanket", "plaid", ("kleed",)),
    ]  # fmt: skip


def test_a_real_glossary_is_read() -> None:
    files = list((REPOSITORY.parent / "shared" / "data" / "omegat").glob("**/*.tbx"))
    if not files:
        pytest.skip("the folder of real files is not here")
    data = files[0].read_bytes()
    assert any(
        read_terms(data, files[0].name, *pair) for pair in (("en", "hu"), ("en", "fr"), ("en", "be"), ("hu", "en"))
    )
