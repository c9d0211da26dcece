"""What comes from the clipboards of Word, Google Docs and browsers as Markdown."""

from __future__ import annotations

import re
import time

import pytest

from desktop.formats.html_markdown import markdown_of_html

ITEM = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span></span>"
    "<![endif]>{words}<o:p></o:p></p>"
)


def item(words: str, level: int = 1, mark: str = "·") -> str:
    return ITEM.format(words=words, level=level, mark=mark)


def test_word() -> None:
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p {mso-x:1} --></style></head><body>"
        "<!--StartFragment--><h2>Bewaren<o:p></o:p></h2><!--[if gte mso 9]><xml>x</xml><![endif]-->"
        "<p class=MsoNormal>Houd het <b style='mso-bidi-font-weight:normal'>droog</b>, 15&nbsp;°C.&nbsp; Zie "
        "<a href='https://thee.nl/a_(b)'>ons</a>.</p>"
        + item("Blik")
        + item("Binnen", 2, "o")
        + item("Zak")
        + "<p class=MsoNormal>Dan</p>"
        + item("Eerst", 1, "1.")
        + item("Daarna", 1, "2.")
        + "<!--EndFragment--></body></html>"
    )
    assert markdown_of_html(html) == (
        "## Bewaren\n\nHoud het **droog**, 15\u00a0°C. Zie [ons](https://thee.nl/a_%28b%29).\n\n- Blik\n  - Binnen"
        "\n- Zak\n\nDan\n\n1. Eerst\n2. Daarna"
    )


def test_google_docs() -> None:
    html = (
        "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1'><h1>"
        "<span style='font-weight:700'>Te på hyllan</span></h1><p><span style='font-weight:700'>Torrt</span> och "
        "<span style='font-style:italic'>mörkt</span> <a href='https://www.google.com/url?q=https://te.se/x&amp;sa=D'>"
        "länk</a></p><ul><li><p>ett</p></li><li><p>två</p></li></ul></b>"
    )
    assert markdown_of_html(html) == "# Te på hyllan\n\n**Torrt** och *mörkt* [länk](https://te.se/x)\n\n- ett\n- två"


def test_tables_keep_bars_within_their_cells() -> None:
    html = "<table><tr><th>Tea</th><th>a | b</th></tr><tr><td><p>Green</p></td><td>12</td></tr></table>"
    assert markdown_of_html(html) == "| Tea | a \\| b |\n| --- | --- |\n| Green | 12 |"


def test_signs_of_markdown_stay_characters() -> None:
    html = "<p># no heading<br>1. no list<br>- none<br>2 * 3 [x] snake_case `a` &lt;b&gt;</p>"
    assert markdown_of_html(html) == (
        "\\# no heading\\\n1\\. no list\\\n\\- none\\\n2 \\* 3 \\[x\\] snake_case \\`a\\` \\<b>"
    )


def test_nothing_that_runs_or_loads_comes_along() -> None:
    html = (
        "<p>Hej <a href='javascript:alert(1)'>du</a><script>alert(1)</script><style>p{}</style>"
        "<img src='data:image/png;base64,xx'><img src='file:///etc/passwd' alt='x'><iframe src='https://x.se'>y</iframe>"
        " <a href='#_ftn1'>1</a></p>"
    )
    assert markdown_of_html(html) == "Hej du 1"


@pytest.mark.parametrize("html", ["", "<div><span style='color:red'>def</span> f()</div>", "<div>" * 5000 + "x"])
def test_what_says_no_more_than_plain_text_is_left_to_it(html: str) -> None:
    assert markdown_of_html(html) == ""


@pytest.mark.parametrize("html", ["<!--" * 50_000, "<b><p>" * 5_000, "<style>" * 20_000, "<head" * 20_000])
def test_hostile_markup_takes_no_time(html: str) -> None:
    began = time.thread_time()
    markdown_of_html(html)
    assert time.thread_time() - began < 2


WORD_NOTES = (
    '<p class=MsoNormal>Tea keeps<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span '
    "class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> a year"
    '<a style=\'mso-footnote-id:ftn2\' href="#_ftn2" name="_ftnref2"><span>[2]</span></a>.</p>'
    "<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width=\"33%\">"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' "
    'href="#_ftnref1" name="_ftn1"><span>[1]</span></a> In a tin, says <a href=\'https://thee.nl\'>Thee</a>.</p>'
    "<p>And closed.</p></div>"
    '<div style=\'mso-element:footnote\' id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> Or *two*.</p></div></div>'
)
LIBRE_NOTES = (
    '<p>Tea keeps<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> a year.</p>'
    '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> In a tin.</p>'
    "</div>"
)
GOOGLE_NOTES = (
    '<p>Tea keeps<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> a year.</p><hr>'
    '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> In a tin.</span></p></div>'
)


def test_footnotes_of_word_become_notes() -> None:
    made = markdown_of_html(WORD_NOTES)
    found = re.fullmatch(
        r"Tea keeps\[\^(1-\w{4})\] a year\[\^(2-\w{4})\]\.\n\n"
        r"\[\^(1-\w{4})\]: In a tin, says \[Thee\]\(https://thee\.nl\)\.\n\n    And closed\.\n\n"
        r"\[\^(2-\w{4})\]: Or \\\*two\\\*\.",
        made,
    )
    assert found, made
    assert found.groups()[:2] == found.groups()[2:]


@pytest.mark.parametrize("html", [LIBRE_NOTES, GOOGLE_NOTES])
def test_footnotes_of_others_become_notes_too(html: str) -> None:
    made = markdown_of_html(html)
    found = re.search(r"Tea keeps\[\^(1-\w{4})\] a year\.", made)
    assert found, made
    assert made.endswith(f" a year.\n\n[^{found[1]}]: In a tin.")


def test_two_pastes_have_notes_of_their_own() -> None:
    first, second = (markdown_of_html(LIBRE_NOTES.replace("a tin", words)) for words in ("a tin", "a bag"))
    assert first.rpartition("[^")[2].partition("]")[0] != second.rpartition("[^")[2].partition("]")[0]


@pytest.mark.parametrize(
    "html",
    [
        "<p>See <a href='#a' name='b'>here</a>.</p><p><a href='#b' name='a'>back</a> we go</p>",
        "<p>As <a href='#_ftn1' name='_ftnref1'>[1]</a> says.</p>",
        "<p>Loop <a href='#x' name='x'>[1]</a>.</p>",
    ],
)
def test_links_that_are_no_notes_are_words(html: str) -> None:
    assert "[^" not in markdown_of_html(html)
