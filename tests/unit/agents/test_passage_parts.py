from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agents.passage_parts import parts_of

POST = """---
title: "Bags"
---

# Bags

First paragraph.

Second paragraph,
in two lines.

| a | b |
|---|---|
| 1 | 2 |

```
code here
```

- one
- two

![A bag](bag.png)

[^1]: A note.
"""


def sent(text: str, most: int = 100, *, headings: bool = False) -> list[str]:
    parts = parts_of(text, most, headings=headings)
    assert "".join(part.text for part in parts) == text
    return [part.text for part in parts if part.sent]


def test_what_stays_is_not_sent() -> None:
    assert sent(POST) == ["First paragraph.\n\nSecond paragraph,\nin two lines.", "- one\n- two"]


def test_long_runs_are_parted_between_paragraphs() -> None:
    assert sent(POST, 3) == ["First paragraph.", "Second paragraph,\nin two lines.", "- one\n- two"]
    assert len(sent("One two three four.\n\n" * 10, 8)) == 5


def test_headings_and_tables_go_along_when_they_are_translated() -> None:
    whole = sent(POST, headings=True)
    assert whole[0].startswith("# Bags")
    assert "| 1 | 2 |" in whole[0]
    assert not any("code here" in part or "title:" in part for part in whole)


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a heading\n", "```\nopen", "* * *\n", "12 %\n"])
def test_where_there_are_no_sentences_nothing_is_sent(text: str) -> None:
    assert sent(text) == []


@given(st.text(alphabet="ab \n#|`-~!.[]", max_size=200), st.integers(1, 20), st.booleans())
def test_the_parts_are_the_text(text: str, most: int, headings: bool) -> None:
    assert all(part == part.strip() for part in sent(text, most, headings=headings))
