"""Markdown: paragraphs, tables, titles and front matter become segments, and all else stays to the letter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.segment import Change
from desktop.formats.bitext.markdown_file import MarkdownFile
from tests.unit.formats.bitext.one_language import DONE, after, put, sources, stays

TEXT = r"""---
title: Een titel
description: >
  Een lange
  omschrijving.
summary: 'It''s'
draft: true
lang: nl
---

# Kop *met* nadruk #

Een zin met **vet** en `code`. Tweede zin
loopt door met [link](http://x.nl "Titel van \"link\""). Een \* ster &amp; co.¦¦
Na de regel. Een [Shortcut] en [ref][Shortcut].

> citaat regel een
> regel twee. Nog een zin.
> - punt **vet.** Meer.

1. Nummer een ![beeld *alt*](a.png "De titel") erna.
2. [ ] taak
   - dieper <b>html</b> hier<br>daar <img src=x alt="plaatje">

| Kop a | Kop \| b |
|---|---|
| cel een | cel **x** \| twee |

```py
code()
```

<div class="x">
<p>Html blok.</p>
</div>

Setext
------

Hallo {{ first_name|title }} en *|FNAME|*. Voetnoot[^1].

[^1]: De noot zelf is hier.

[Shortcut]: http://x.y "T"
""".replace("¦", " ")
DATA = TEXT.encode()


def test_a_text_is_read() -> None:
    file = MarkdownFile(DATA)
    assert file.languages.source == "nl"
    assert sources(file) == [
        "Een titel", "Een lange omschrijving.", "It's", "Kop {1}met{2} nadruk", "Een zin met {1}vet{2} en {3}.",
        "Tweede zin loopt door met {1}link{2}.", "Een * ster & co.", "Na de regel.",
        "Een {1}Shortcut{2} en {3}ref{4}.", 'Titel van "link"', "citaat regel een regel twee.", "Nog een zin.",
        "punt {1}vet.{2}", "Meer.", "Nummer een {1} erna.", "beeld {1}alt{2}", "De titel", "taak",
        "dieper {1}html{2} hier{3}daar {4}", "plaatje", "Kop a", "Kop | b", "cel een", "cel {1}x{2} | twee",
        "Html blok.", "Setext", "Hallo {{ first_name|title }} en *|FNAME|*.", "Voetnoot{1}.", "De noot zelf is hier.",
    ]  # fmt: skip
    contexts = {each.source.text: each.context for each in file.segments}
    assert contexts["Een titel"] == "Front matter: title"
    assert contexts["Kop {1}met{2} nadruk"] == "Heading 1"
    assert contexts["cel een"] == "Table cell"
    assert contexts["punt {1}vet.{2}"] == "List item"
    assert contexts["Nog een zin."] == "Quotation"
    assert contexts['Titel van "link"'] == "Title of a link or an image"
    stays(file, DATA)
    stays(MarkdownFile(DATA.replace(b"\n", b"\r\n")), DATA.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    ("old", "source", "target", "new"),
    [
        ("title: Een titel", "Een titel", "Nieuw: ja", 'title: "Nieuw: ja"'),
        ("title: Een titel", "Een titel", "Nieuwe titel", "title: Nieuwe titel"),
        ("summary: 'It''s'", "It's", "Zo's", "summary: 'Zo''s'"),
        ("description: >\n  Een lange\n  omschrijving.", "Een lange omschrijving.", "Kort", 'description: "Kort"'),
        ("# Kop *met* nadruk #", "Kop {1}met{2} nadruk", "Met {1}nadruk {2}#", "# Met *nadruk* \\# #"),
        ("Tweede zin\nloopt door met [link](", "Tweede zin loopt door met {1}link{2}.", "{1}Hier{2}.", "[Hier]("),
        (
            "Een \\* ster &amp; co.",
            "Een * ster & co.",
            "5 * 3 is *veel* & snake_case",
            "5 * 3 is \\*veel\\* & snake_case",
        ),
        ("[Shortcut] en [ref]", "Een {1}Shortcut{2} en {3}ref{4}.", "Een {1}X{2} {3}Y{4}.", "[X][Shortcut] [Y]"),
        (r'"Titel van \"link\""', 'Titel van "link"', 'De "titel"', r'"De \"titel\""'),
        ("> citaat regel een\n> regel twee.", "citaat regel een regel twee.", "# kort\n\n1. ", "> \\# kort 1."),
        ("1. Nummer een !", "Nummer een {1} erna.", "1. Eén {1} na!", "1. 1\\. Eén !"),
        ("beeld *alt*", "beeld {1}alt{2}", "alt [x]({1}{2}", "alt \\[x\\](**"),
        ("| cel een |", "cel een", "a|b `c`", "| a\\|b \\`c\\` |"),
        ("<p>Html blok.</p>", "Html blok.", "A & <b>", "<p>A &amp; &lt;b&gt;</p>"),
        (
            "Hallo {{ first_name|title }} en *|FNAME|*.",
            "Hallo {{ first_name|title }} en *|FNAME|*.",
            "*|FNAME|*, dag {{ first_name|title }}!",
            "*|FNAME|*, dag {{ first_name|title }}!",
        ),
        ("Setext\n", "Setext", "---", "\\---\n"),
        ("2. [ ] taak", "taak", "klus [x] !", "2. [ ] klus [x] !"),
        ("Voetnoot[^1].", "Voetnoot{1}.", "Zie!{1}", "Zie\\![^1]"),
    ],
)
def test_only_what_is_changed_changes(old: str, source: str, target: str, new: str) -> None:
    file = MarkdownFile(DATA)
    out = put(file, {source: target}).decode()
    start = TEXT.index(old)
    behind = TEXT[start + len(old) :]
    assert out[:start] == TEXT[:start]
    assert out[start:].startswith(new)
    assert out.endswith(behind[behind.index("\n") :])
    assert len(MarkdownFile(out.encode()).segments) >= len(file.segments) - 1


def test_what_is_no_front_matter_is_text() -> None:
    assert sources(MarkdownFile(b"---\n\nJust a line.\n\n---\n")) == ["Just a line."]
    assert sources(MarkdownFile(b'+++\ntitle = "a"\n+++\n\nText.')) == ["Text."]
    assert sources(MarkdownFile(b"---\ntitle: [a\n---\n\nText.")) == ["Text."]
    stays(MarkdownFile(b"---\n---\n\nText."), b"---\n---\n\nText.")


def test_a_link_that_names_itself_is_seen_whole() -> None:
    data = b"[Foo]\n\n[Foo]: http://x.y\n"
    file = MarkdownFile(data)
    assert sources(file) == ["{1}Foo{2}"]
    assert put(file, {"{1}Foo{2}": "{1}Bar{2}"}) == b"[Bar][Foo]\n\n[Foo]: http://x.y\n"


@pytest.mark.parametrize(
    "data",
    [
        b"[",
        b"a [b] ",
        b"*a ",
        b"a**b",
        b"_a_ ",
        b"`a",
        b">",
        b"- ",
        b"<a ",
        b"<",
        b"<!--",
        b"<b>",
        b"|a",
        b"~~a",
        b"&amp;",
        b"\\*",
        b"{{",
        b"*|",
        b"[a]: b\n",
        b"a\n",
        b"a  \n",
        b"![a](",
        b"[a](b) ",
        b"***a** ",
    ],
)
def test_no_text_takes_long(data: bytes) -> None:
    begun = time.perf_counter()
    text = data * 8_000 + b"x"
    stays(MarkdownFile(text), text)
    assert time.perf_counter() - begun < 15


def test_brackets_in_brackets_do_not_take_long() -> None:
    begun = time.perf_counter()
    text = b"[" * 20_000 + b"x" + b"]" * 20_000 + b"\n\n" + b">" * 20_000 + b" Deep.\n\nA sentence.\n"
    file = MarkdownFile(text)
    stays(file, text)
    assert "A sentence." in sources(file)
    assert time.perf_counter() - begun < 10


_PARTS = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "**",
        "*",
        "_",
        "`",
        "~~",
        "[",
        "]",
        "](u)",
        '](u "t")',
        "![",
        "<b>",
        "</b>",
        "&amp;",
        "\\*",
        "woord",
        "Een zin. ",
        "Nog een! ",
        " ",
        "| a | b |\n|---|---|\n",
        "| c ",
        "|\n",
        "<div>\n",
        "</div>\n",
        "```\n",
        "    ",
        "[ref]",
        "[ref]: /u 'x'\n",
        "{{ naam }}",
        "*|A|*",
        "\t",
        "---\n",
        "é",
        "\r\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PARTS, max_size=25))
def test_what_is_not_changed_stays(parts: list[str]) -> None:
    data = "".join(parts).encode()
    stays(MarkdownFile(data, "nl"), data)


_BLOCKS = st.sampled_from(
    [
        "# Kop\n\n",
        "Een zin. Nog **een** zin.\n\n",
        '- punt *een*\n- punt [twee](u "t")\n\n',
        "> citaat\n> regel. Twee.\n\n",
        "| a | b \\| c |\n|---|---|\n| `d` | ![e](f) |\n\n",
        "1. een\n   twee\n\n",
        "<p>Html <b>x</b></p>\n\n",
        "```\ncode\n```\n\n",
        "Regel  \nanders.\n\n",
        "Een \\* ster\n\n",
        "[ref] is hier.\n\n[ref]: /u\n\n",
        "* * *\n\n",
        "Titel\n-----\n\n",
    ]
)
_NEW = st.sampled_from(
    ["Nieuw ", "5 * 3 ", "*x ", "# ", "1. een ", "a|b ", "[x] ", "<b ", "_a_ ", "`c` ", "- ", "&amp; ", "a\\"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCKS, min_size=1, max_size=6), _NEW, st.data())
def test_a_changed_segment_changes_only_itself(blocks: list[str], word: str, draw: st.DataObject) -> None:
    file = MarkdownFile("".join(blocks).encode(), "fi")
    if not file.segments:
        return
    segment = draw.draw(st.sampled_from(file.segments))
    again = MarkdownFile(file.written({segment.id: Change(after(word, segment), DONE)}), "fi")
    words = " ".join(
        " ".join((word if each.id == segment.id else "") + each.source.words for each in file.segments).split()
    )
    assert " ".join(" ".join(each.source.words for each in again.segments).split()) == words
    assert [len(each.tags) for each in again.segments if each.unit != segment.unit][:1] == [
        len(each.tags) for each in file.segments if each.unit != segment.unit
    ][:1]
