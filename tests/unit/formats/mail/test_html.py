"""The HTML of each layout: valid, whole, and nothing in it that runs or is loaded but its pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
from msgspec.structs import replace

from desktop.core.brand import Brand
from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, Platform
from desktop.formats.mail.colours import light_palette
from desktop.formats.mail.layouts import LAYOUTS
from desktop.formats.mail.render import render_mail
from tests.fakes.mails import BRAND, COPY, mail_brief, picture_folder
from tests.unit.formats.mail.test_shield import seen

HOSTILE = (
    "<script>alert(1)</script><style>*{display:none}</style><img src=x onerror=alert(1)>"
    "</div></td></table></body></mj-text><mj-raw><iframe src='https://evil.example'></iframe>"
    "<mj-include path='/etc/passwd' /><!-- --> ]]> &lt;b&gt; <svg onload=alert(1)> "
    "[klick](javascript:alert(1)) [data](data:text/html,x) ![bild](https://evil.example/x.png) "
    "<https://ok.example> <javascript:alert(1)> \x00\x0b\ud800 \u202e"
)
DARK = [False, True]


@pytest.fixture(name="pictures")
def _pictures(tmp_path: Path) -> str:
    return picture_folder(tmp_path / "pictures")


@pytest.mark.parametrize("layout", [each.id for each in LAYOUTS])
@pytest.mark.parametrize("dark", DARK)
def test_a_parser_that_follows_the_standard_finds_no_error(layout: str, dark: bool, pictures: str) -> None:
    mail = render_mail(mail_brief(layout), COPY, BRAND, pictures=pictures, embed=True, dark=dark)

    parser = html5lib.HTMLParser()
    parser.parse(mail.html)

    assert parser.errors == []
    assert mail.notes == ()


TIDY = shutil.which("tidy") or ""


@pytest.mark.skipif(not TIDY, reason="tidy is not installed")
@pytest.mark.parametrize("layout", [each.id for each in LAYOUTS])
def test_tidy_finds_nothing_but_what_mail_needs(layout: str, pictures: str) -> None:
    brief = mail_brief(layout, Platform.NONE)  # the merge tag of a link is no address until its sender fills it
    html = render_mail(brief, COPY, BRAND, pictures=pictures, embed=True).html

    done = subprocess.run([TIDY, "-q", "-e", "-utf8"], input=html.encode(), capture_output=True, check=False)

    needed = (
        'attribute "align" not allowed for XHTML5',  # Outlook on Windows centres by it alone
        'lacks "summary" attribute',  # the tables are for presentation, and say so
        'proprietary attribute "xmlns:o"',  # for the settings that Outlook reads in a comment
        'proprietary attribute "aria-roledescription"',
    )
    found = [line for line in done.stderr.decode().splitlines() if not line.endswith(needed)]
    assert found == []
    assert done.returncode < 2


@pytest.mark.parametrize("place", sorted(COPY.fields))
def test_nothing_that_a_text_says_becomes_markup(place: str) -> None:
    mail = render_mail(mail_brief(), COPY.with_field(place, HOSTILE), BRAND, embed=True)

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(mail.html)

    names = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
    assert parser.errors == []
    assert not names & {"script", "iframe", "svg", "object", "form", "mj-raw", "mj-include"}
    assert "evil.example/x.png" not in "".join(seen(mail.html).values.get("src", ()))
    handlers = {name for each in tree.iter() for name in each.attrib if name.startswith("on")}
    assert not handlers
    addresses = seen(mail.html).values["href"]
    assert {each.partition(":")[0] for each in addresses} <= {"https", "mailto", "{% unsubscribe_link %}"}
    assert "root:" not in mail.html


def test_an_address_of_a_block_that_is_no_page_is_left_out_and_said() -> None:
    brief = mail_brief(blocks=(Block("b4", BlockKind.BUTTON, href="java\tscript:alert(1)"),))

    mail = render_mail(brief, COPY, BRAND)

    assert "javascript" not in mail.html
    assert [note for note in mail.notes if "opens no page" in note]


def test_it_knows_its_language_and_which_way_it_is_read() -> None:
    swedish = render_mail(mail_brief(), COPY, BRAND).html
    arabic = render_mail(replace(mail_brief(), language="ar"), COPY, BRAND).html

    assert re.search(r'<html[^>]* lang="sv"[^>]* dir="ltr"|<html[^>]* dir="ltr"[^>]* lang="sv"', swedish)
    assert re.search(r'<html[^>]* lang="ar"[^>]* dir="rtl"|<html[^>]* dir="rtl"[^>]* lang="ar"', arabic)
    assert "text-align:right" in arabic
    assert "direction:rtl" in arabic


def test_the_body_does_not_follow_the_preheader_in_the_inbox() -> None:
    html = render_mail(mail_brief(), COPY.with_field("preheader", "Kort"), BRAND).html

    hidden = "".join(seen(html).texts).partition("Kort")[2]

    before_body = hidden.partition("Sjöbod")[0]
    assert len(before_body) >= 140
    assert not before_body.strip("\u034f\u2007\u200b\n ")


def test_pictures_have_their_alt_texts_and_are_replaced_by_them_when_off(pictures: str) -> None:
    on = render_mail(mail_brief(), COPY, BRAND, pictures=pictures, embed=True)
    off = render_mail(mail_brief(), COPY, BRAND, pictures=pictures, embed=True, images=False)

    assert seen(on.html).values["alt"].count("Filten Ylva hänger över en träbänk") == 1
    assert sum(each.startswith("data:image/png;base64,") for each in seen(on.html).values["src"]) == 3
    assert "src" not in seen(off.html).values
    assert "Filten Ylva hänger över en träbänk" in "".join(seen(off.html).texts)


def test_the_night_is_a_rule_by_day_and_plain_by_night() -> None:
    day = render_mail(mail_brief(), COPY, BRAND).html
    night = render_mail(mail_brief(), COPY, BRAND, dark=True).html

    assert "@media (prefers-color-scheme: dark)" in day
    assert '<meta name="color-scheme" content="light dark"' in day
    assert "prefers-color-scheme" not in night
    assert '<meta name="color-scheme" content="dark"' in night


def test_the_only_addresses_are_those_of_the_mail() -> None:
    html = render_mail(mail_brief(), COPY, BRAND).html

    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+)", re.sub(r"xmlns(:\w)?=\"[^\"]*\"", "", html)))

    assert hosts == {"sjobod.se", "instagram.com"}


@pytest.mark.parametrize("accent", ["red", "#12", "</style><script>", "#1f4e5f;} body{display:none"])
def test_a_brand_that_was_damaged_by_hand_is_the_plain_one(accent: str) -> None:
    broken = Brand(name="S", accent=accent, text=accent, background=accent, font=accent, layout=accent)

    assert accent not in render_mail(mail_brief(layout=accent), COPY, broken).html


def test_an_empty_mail_is_a_mail_too() -> None:
    mail = render_mail(replace(mail_brief(), mail=Mail()), Copy(), Brand())

    assert "<body" in mail.html
    assert not mail.text.strip()


def test_two_hundred_pictures_are_laid_out(pictures: str) -> None:
    blocks = tuple(Block(f"b{n}", BlockKind.IMAGE, src="picture:ylva.png") for n in range(200))

    mail = render_mail(mail_brief(blocks=blocks), Copy(), BRAND, pictures=pictures)

    assert seen(mail.html).values["src"] == ["ylva.png"] * 200
    assert mail.size.encoded > 102_000


@pytest.mark.parametrize("layout", [each.id for each in LAYOUTS])
def test_the_hidden_preheader_has_the_colour_of_text(layout: str, pictures: str) -> None:
    html = render_mail(mail_brief(layout), COPY, BRAND, pictures=pictures).html

    hidden = re.search(r'<div style="display:none;[^"]*[^-]color:([^;"]*)', html)

    assert hidden is not None
    assert hidden[1] == light_palette(BRAND.accent, BRAND.text, BRAND.background, page_share=0).text
