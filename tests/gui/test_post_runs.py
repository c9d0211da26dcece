"""What Markdown's signs are found in a line, and which lines are headings or code."""

from __future__ import annotations

import time

import pytest

from desktop.views.post.markdown_runs import RunKind, fence_after, heading_level, runs_of


def covered(line: str, kind: RunKind, fence: int = 0) -> list[str]:
    raw = line.encode("utf-16-le")
    return [raw[2 * run.start : 2 * run.end].decode("utf-16-le") for run in runs_of(line, fence) if run.kind is kind]


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("## Vad gör te gammalt", RunKind.HEADING, ["## Vad gör te gammalt"]),
        ("een **vet** woord", RunKind.STRONG, ["**vet**"]),
        ("🫖 *schuin* en `code`", RunKind.EMPHASIS, ["*schuin*"]),
        ("🫖 *schuin* en `code`", RunKind.CODE, ["`code`"]),
        ("[länk](https://te.se/a_(b)) här", RunKind.LINKED, ["länk"]),
        ("[länk](https://te.se/a_(b)) här", RunKind.TARGET, ["](https://te.se/a_(b))"]),
        ("![A tin](picture:tin)", RunKind.LINKED, ["A tin"]),
        ("said so.[^3]", RunKind.LINKED, ["[^3]"]),
        ("- [ ] buy tea", RunKind.MARKER, ["- [ ] "]),
        ("> quoted", RunKind.MARKER, ["> "]),
        ("12. twelfth", RunKind.MARKER, ["12. "]),
        ("~~gone~~", RunKind.STRUCK, ["~~gone~~"]),
        ("| a | b |", RunKind.TABLE, ["| a | b |"]),
        ("a <em>b</em>", RunKind.HTML, ["<em>", "</em>"]),
        ("`**not strong**`", RunKind.STRONG, []),
        ("[a](https://x.se/a*b*c)", RunKind.EMPHASIS, []),
        ("snake_case_name and 2 * 3 * 4", RunKind.EMPHASIS, []),
        ("#hashtag", RunKind.HEADING, []),
    ],
)
def test_runs_are_found(line: str, kind: RunKind, expected: list[str]) -> None:
    assert covered(line, kind) == expected


def test_plain_prose_has_no_runs() -> None:
    assert runs_of("Good tea is dry, 50 % off: (really) - yes.", 0) == ()


def test_in_a_fence_everything_is_code_until_it_is_closed_by_as_many_signs() -> None:
    fence = fence_after("````python", 0)
    assert fence
    assert heading_level("# no heading", fence) == 0
    assert covered("# **x**", RunKind.CODE, fence) == ["# **x**"]
    assert fence_after("```", fence) == fence
    assert fence_after("~~~~", fence) == fence
    assert fence_after("````  ", fence) == 0


@pytest.mark.parametrize(
    "line", ["*" * 3900, "[" * 3900, "`" * 3900, "<" * 3900, "![](" * 900, "**a" * 1300, "| " * 1900]
)
def test_no_line_takes_long(line: str) -> None:
    began = time.thread_time()
    runs_of(line, 0)
    assert time.thread_time() - began < 0.25
