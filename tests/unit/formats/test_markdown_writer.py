"""Signs of Markdown that stood in a text come back as the same text, wherever it was read from."""

from __future__ import annotations

import re
from html import unescape

import pytest

from desktop.formats.blog.html_in import to_markdown
from desktop.formats.blog.markdown import shown_post
from desktop.formats.html_markdown import markdown_of_html
from desktop.formats.markdown_writer import MarkdownWriter, address_in_link, escaped


@pytest.mark.parametrize(
    "words",
    [
        "# no heading",
        "1. no item",
        "- no item",
        "a *b* c",
        "snake_case _x_",
        "[no] link",
        "2 < 3 & 4 &amp; 5",
        "~~no~~",
    ],
)
def test_both_readers_keep_signs_as_text(words: str) -> None:
    html = f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p><ul><li>item</li></ul>"
    for made in (to_markdown(html), markdown_of_html(html)):
        first = re.search(r"<p[^>]*>(.*?)</p>", shown_post(made).html)
        assert first is not None
        assert unescape(first[1]) == words


def test_a_cell_holds_no_bar_and_no_line_break() -> None:
    made = str(MarkdownWriter().convert("<table><tr><th>A</th></tr><tr><td>x | y<br>z</td></tr></table>"))
    assert "| x \\| y z |" in made


def test_what_ends_a_link_is_written_otherwise() -> None:
    assert address_in_link(" https://x.example/a (b) ") == "https://x.example/a%20%28b%29"
    assert escaped("a_b *c*") == "a_b \\*c\\*"
