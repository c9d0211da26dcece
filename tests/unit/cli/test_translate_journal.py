"""The journal of a translation: what is in it is on the disk, and what was cut off does not count."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop.cli.translate_journal import Journal, Kept, key_of
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.segment import Chip, TaggedText

ONE = Kept("a", TaggedText("Een {1}", (Chip(4, 1),)), "local/small", draft=True)
TWO = Kept("b", TaggedText("Twee"))


def filled(output: Path) -> None:
    with Journal(output, "key") as journal:
        journal.add(ONE)
        journal.add(TWO)


def test_what_was_kept_is_there_the_next_time(tmp_path: Path) -> None:
    filled(tmp_path / "out.xlf")
    assert (tmp_path / "out.xlf.part").exists()
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert journal.kept == {"a": ONE, "b": TWO}
        journal.add(Kept("c", TaggedText("Drie")))
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert list(journal.kept) == ["a", "b", "c"]
        journal.remove()
    assert not (tmp_path / "out.xlf.part").exists()


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_line_that_was_cut_off_does_not_count_and_is_written_over(tmp_path: Path, cut: int) -> None:
    filled(tmp_path / "out.xlf")
    path = tmp_path / "out.xlf.part"
    path.write_bytes(path.read_bytes()[:-cut])
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert list(journal.kept) == ["a"]
        journal.add(TWO)
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert journal.kept == {"a": ONE, "b": TWO}


def test_what_a_memory_gives_is_known_and_not_written(tmp_path: Path) -> None:
    with Journal(tmp_path / "out.xlf", "key") as journal:
        journal.know(ONE)
        journal.add(TWO)
        journal.know(Kept("b", TaggedText("Anders")))
        assert journal.kept == {"a": ONE, "b": TWO}
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert journal.kept == {"b": TWO}


def test_other_settings_begin_anew(tmp_path: Path) -> None:
    filled(tmp_path / "out.xlf")
    with Journal(tmp_path / "out.xlf", "another") as journal:
        assert journal.kept == {}
    with Journal(tmp_path / "out.xlf", "key") as journal:
        assert journal.kept == {}


@pytest.mark.parametrize("words", [b"\xff\x00 something else\n", b"\n", b'{"key', b'{"key":"a'])
def test_what_is_no_journal_stays_as_it_is(tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "out.xlf.part"
    path.write_bytes(words)
    if words.startswith(b'{"key'):  # the program ended while it wrote the first line
        with Journal(tmp_path / "out.xlf", "key") as journal:
            journal.add(ONE)
        assert path.read_bytes().startswith(b'{"key":"key"}\n')
        return
    with pytest.raises(UserError, match="File exists"), Journal(tmp_path / "out.xlf", "key"):
        pass
    assert path.read_bytes() == words


def test_a_journal_with_nothing_in_it_does_not_stay(tmp_path: Path) -> None:
    with Journal(tmp_path / "out.xlf", "key") as journal:
        journal.know(ONE)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal(tmp_path / "out.xlf", "key") as journal:
        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(EnvironmentProblem) as caught:
            journal.add(ONE)
    assert caught.value.problem.kind is ErrorKind.DISK_FULL


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem), Journal(tmp_path / "none" / "out.xlf", "key"):
        pass


def test_keys_tell_where_one_part_ends() -> None:
    assert key_of(["ab", "c"]) != key_of(["a", "bc"])
    assert key_of([b"ab", "c"]) == key_of(["ab", b"c"])
