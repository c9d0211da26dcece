"""Two documents become rows of a file in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import UserError
from desktop.core.segment import Segment, TaggedText
from desktop.formats.aligning import Aligned
from desktop.formats.bitext.opening import open_bitext
from desktop.runtime.translation_pair import PairAligning, aligned_file, pairs_of
from tests.unit.runtime.translating_bench import PATIENCE_MS

ENGLISH = "# The trailer\n\nIt weighs 12 kg. It carries 40 kg.\n\nThe frame folds. Water-repellent cover.\n"
DUTCH = "# De aanhanger\n\nHij weegt 12 kg. Hij draagt 40 kg.\n\nHet frame is inklapbaar. Waterafstotende hoes.\n"


def segments(*texts: str) -> list[Segment]:
    return [Segment(str(number), "", TaggedText(text)) for number, text in enumerate(texts)]


def test_documents_are_put_beside_each_other_sentence_by_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "nl.md").write_text(DUTCH, encoding="utf-8")
    aligning = PairAligning()
    with qtbot.waitSignal(aligning.ready, timeout=PATIENCE_MS) as ready:
        aligning.begin(tmp_path / "en.md", tmp_path / "nl.md", ("en", "nl"), tmp_path)
    assert ready.args == [tmp_path / "en.xlf"]
    file = open_bitext((tmp_path / "en.xlf").read_bytes(), "en.xlf")
    assert (file.languages.source, file.languages.target) == ("en", "nl")
    pairs = {each.source.words: each.target.words for each in file.segments}
    assert pairs["It weighs 12 kg."] == "Hij weegt 12 kg."
    assert pairs["It carries 40 kg."] == "Hij draagt 40 kg."
    assert pairs["Water-repellent cover."] == "Waterafstotende hoes."
    aligning.close()


def test_what_only_one_text_has_is_not_lost() -> None:
    aligned = [Aligned((0,), (0, 1), 0.9), Aligned((1,), (), 0.4), Aligned((), (2,), 0.3), Aligned((2,), (3,), 0.2)]
    pairs = pairs_of(segments("One.", "Two.", "Three."), segments("Een", "en meer.", "Extra.", "Drie."), aligned)
    assert [(each.source.text, each.target.text) for each in pairs] == [
        ("One.", "Een en meer."),
        ("Two.", "Extra."),
        ("Three.", "Drie."),
    ]
    assert "Extra." in pairs[1].notes[0]
    assert "not sure" in pairs[2].notes[0]


def test_a_document_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "nl.md").write_text("---\n", encoding="utf-8")
    with pytest.raises(UserError):
        aligned_file(tmp_path / "en.md", tmp_path / "nl.md", ("en", "nl"), tmp_path)
