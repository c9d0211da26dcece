"""Texts of two languages beside each other: by lengths, and by what both have in common."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.formats.aligning import Aligned, align, align_texts
from desktop.formats.bitext.aligned import AlignedPair
from desktop.formats.bitext.opening import open_bitext
from tests.conftest import REPOSITORY

NEWS = REPOSITORY.parent / "shared" / "data" / "bilingual" / "ntrex"
ENGLISH = (
    "The blanket weighs 980 grams and comes from Gotland.",
    "It is warm.",
    "Wash it at 30 degrees in the programme for wool, and never in a dryer.",
    "A parcel that is ordered before 15:00 leaves our house in Visby the same day, and a message tells its number.",
    "See https://example.com/wool for all colours.",
    "Thank you!",
)
DUTCH = (
    "De deken weegt 980 gram en komt uit Gotland. Hij is warm.",
    "Was hem op 30 graden in het wolprogramma.",
    "Doe hem nooit in een droger.",
    "Zie https://example.com/wool voor alle kleuren.",
    "Dank je wel!",
)


def test_merged_split_and_missing_sentences_are_found() -> None:
    pairs = [(pair.source, pair.target) for pair in align_texts(ENGLISH, DUTCH)]
    assert pairs == [((0, 1), (0,)), ((2,), (1, 2)), ((3,), ()), ((4,), (3,)), ((5,), (4,))]


def test_scores_tell_how_sure_a_pair_is() -> None:
    pairs = align_texts(ENGLISH, DUTCH)
    assert all(0 <= pair.score <= 1 for pair in pairs)
    assert pairs[2].score == 0
    assert pairs[3].score > 0.5


def test_nothing_beside_something_stands_alone() -> None:
    assert align_texts(["a"], []) == [Aligned((0,), (), 0.0)]
    assert align_texts([], ["a"]) == [Aligned((), (0,), 0.0)]
    assert align_texts([], []) == []


def test_every_segment_is_in_one_pair_and_in_order() -> None:
    rnd = random.Random(3)  # noqa: S311 - no secret
    words = [f"{'x' * rnd.randint(1, 90)}" for _ in range(300)]
    pairs = align_texts(words, words[:120] + words[190:])
    assert [place for pair in pairs for place in pair.source] == list(range(300))
    assert [place for pair in pairs for place in pair.target] == list(range(230))


@pytest.mark.skipif(not Path(NEWS).exists(), reason="the texts are not here")
@pytest.mark.parametrize(("language", "precision", "recall"), [("nld", 0.98, 0.99), ("swe", 0.98, 0.985)])
def test_news_with_merged_and_missing_lines(language: str, precision: float, recall: float) -> None:
    source = (NEWS / "newstest2019-src.eng.txt").read_text(encoding="utf-8").splitlines()
    target = (NEWS / f"newstest2019-ref.{language}.txt").read_text(encoding="utf-8").splitlines()
    ours, theirs, truth = disturbed(source, target)
    found = {(row, column) for pair in align_texts(ours, theirs) for row in pair.source for column in pair.target}
    assert len(found & truth) / len(found) >= precision
    assert len(found & truth) / len(truth) >= recall


def disturbed(source: list[str], target: list[str]) -> tuple[list[str], list[str], set[tuple[int, int]]]:
    """Of a hundred lines five are merged on one side, and two are missing on one."""
    rnd = random.Random(5)  # noqa: S311 - no secret
    ours, theirs, truth, place = list[str](), list[str](), set[tuple[int, int]](), 0
    while place < len(source):
        chance, first = rnd.random(), rnd.random() < 0.5
        count = 2 if 0.02 <= chance < 0.07 and place + 1 < len(source) else 1
        one, other = source[place : place + count], target[place : place + count]
        if count == 2:
            one, other = ([" ".join(one)], other) if first else (one, [" ".join(other)])
        elif chance < 0.02:
            one, other = (one, []) if first else ([], other)
        truth |= {(len(ours) + row, len(theirs) + column) for row in range(len(one)) for column in range(len(other))}
        ours += one
        theirs += other
        place += count
    return ours, theirs, truth


def test_five_thousand_segments_take_seconds() -> None:
    rnd = random.Random(1)  # noqa: S311 - no secret
    words = ["".join(rnd.choice("abcdefgh") for _ in range(rnd.randint(3, 9))) for _ in range(4000)]
    source = [" ".join(rnd.choices(words, k=rnd.randint(3, 20))) for _ in range(5000)]
    began = time.process_time()
    pairs = align_texts(source, source)
    assert time.process_time() - began < 15
    assert sum(pair.source == pair.target for pair in pairs) > 4990


def test_a_pair_of_files_becomes_one_with_the_tags_of_its_source() -> None:
    bold = (Tag(1, TagKind.OPEN, "<b>", "b"), Tag(2, TagKind.CLOSE, "</b>", "b"))
    ours = (
        Segment("1", "1", tagged("A {1}warm{2} blanket.", {1, 2}), tags=bold),
        Segment("2", "2", TaggedText("It is 980 g.")),
    )
    other = (Tag(1, TagKind.ALONE, "<br>", "br"), *(Tag(n + 1, t.kind, t.code, t.key) for n, t in enumerate(bold, 1)))
    theirs = (Segment("1", "1", tagged("{1}Een {2}warme{3} deken. Die weegt 980 g.", {1, 2, 3}), tags=other),)
    assert len(align(ours, theirs)) == 1
    pair = AlignedPair(_One(ours), _One(theirs), ("en", "nl"))
    (segment,) = pair.segments
    assert segment.source.text == "A {1}warm{2} blanket. It is 980 g."
    assert segment.target.text == "Een {1}warme{2} deken. Die weegt 980 g."
    assert (segment.state, segment.target.numbers) == (SegmentState.DRAFT, (1, 2))
    again = open_bitext(pair.written({}), "a.xlf")
    assert (again.segments[0].target.text, tuple(again.languages)) == (segment.target.text, ("en", "nl"))


class _One:
    format = "text"

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        from desktop.formats.bitext.bitext import Languages

        self.segments = segments
        self.languages = Languages("", "")

    def written(self, changes: object, target_language: str = "") -> bytes:
        raise NotImplementedError
