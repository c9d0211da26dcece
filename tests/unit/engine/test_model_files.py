"""What is known of a model's file without reading it all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import pytest

from desktop.engine.catalogue import LocalModel, load_catalogue
from desktop.engine.model_files import FileState, find, put_aside, sha256_of, size_of, stamp, verify

CONTENT = b"what a model is made of" * 1000


@pytest.fixture
def model() -> LocalModel:
    digest = hashlib.sha256(CONTENT).hexdigest()
    return msgspec.structs.replace(load_catalogue().model("local"), file="tiny.gguf", size=len(CONTENT), sha256=digest)


def _write(folder: Path, content: bytes = CONTENT, name: str = "tiny.gguf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_missing_file(model: LocalModel, tmp_path: Path) -> None:
    assert find(model, tmp_path).state is FileState.MISSING
    assert find(model, tmp_path / "no folder").state is FileState.MISSING


def test_a_part_of_a_file(model: LocalModel, tmp_path: Path) -> None:
    _write(tmp_path, CONTENT[:100], "tiny.gguf.part")
    found = find(model, tmp_path)
    assert (found.state, found.size) == (FileState.PARTIAL, 100)


@pytest.mark.parametrize("content", [b"", CONTENT[:-1], CONTENT + b"!"])
def test_a_file_of_another_size_is_damaged(model: LocalModel, tmp_path: Path, content: bytes) -> None:
    _write(tmp_path, content)
    found = find(model, tmp_path)
    assert (found.state, found.size) == (FileState.DAMAGED, len(content))


def test_a_file_is_ready_once_it_was_verified(model: LocalModel, tmp_path: Path) -> None:
    _write(tmp_path)
    assert find(model, tmp_path).state is FileState.UNVERIFIED
    assert verify(model, tmp_path).state is FileState.READY
    assert find(model, tmp_path).state is FileState.READY


def test_a_verified_file_is_not_hashed_again(model: LocalModel, tmp_path: Path) -> None:
    _write(tmp_path)
    verify(model, tmp_path)
    hashed: list[int] = []
    assert verify(model, tmp_path, hashed.append).state is FileState.READY
    assert hashed == []


def test_wrong_bytes_are_damaged(model: LocalModel, tmp_path: Path) -> None:
    _write(tmp_path, CONTENT[:-1] + b"!")
    assert verify(model, tmp_path).state is FileState.DAMAGED
    assert find(model, tmp_path).state is FileState.UNVERIFIED


def test_a_file_that_changed_since_is_not_trusted(model: LocalModel, tmp_path: Path) -> None:
    path = _write(tmp_path)
    verify(model, tmp_path)
    os.utime(path, ns=(1, 1))
    assert find(model, tmp_path).state is FileState.UNVERIFIED


def test_a_stamp_of_another_file_is_not_trusted(model: LocalModel, tmp_path: Path) -> None:
    stamp(_write(tmp_path), "0" * 64)
    assert find(model, tmp_path).state is FileState.UNVERIFIED


@pytest.mark.parametrize("content", [b"", b"{", b'{"size": "x"}', b"\xff\x00"])
def test_a_broken_stamp_is_as_none(model: LocalModel, tmp_path: Path, content: bytes) -> None:
    _write(tmp_path)
    _write(tmp_path, content, "tiny.gguf.verified")
    assert find(model, tmp_path).state is FileState.UNVERIFIED
    assert verify(model, tmp_path).state is FileState.READY


def test_the_hubs_own_hash_is_known_as_such(model: LocalModel, tmp_path: Path) -> None:
    unknown = msgspec.structs.replace(model, sha256="", size=0)
    path = _write(tmp_path)
    assert verify(unknown, tmp_path).state is FileState.UNVERIFIED
    stamp(path, "1" * 64, hash_from_hub=True)
    found = find(unknown, tmp_path)
    assert (found.state, found.hash_from_hub) == (FileState.READY, True)


def test_where_no_stamp_can_be_written_nothing_breaks(model: LocalModel, tmp_path: Path) -> None:
    path = _write(tmp_path)
    (tmp_path / f"tiny.gguf.verified.{os.getpid()}").mkdir()
    stamp(path, model.sha256)
    assert find(model, tmp_path).state is FileState.UNVERIFIED
    assert verify(model, tmp_path).state is FileState.READY


def test_a_file_put_aside_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    put_aside(_write(tmp_path, b"first"))
    aside = put_aside(_write(tmp_path, b"second"))
    assert aside.read_bytes() == b"second"
    assert not (tmp_path / "tiny.gguf").exists()


def test_a_size_is_0_where_nothing_is(tmp_path: Path) -> None:
    assert size_of(tmp_path / "nothing") == 0


def test_hashing_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = _write(tmp_path, bytes(40_000_000))
    told: list[int] = []
    assert sha256_of(path, told.append) == hashlib.sha256(bytes(40_000_000)).hexdigest()
    assert told == sorted(told)
    assert told[-1] == 40_000_000
    assert len(told) == 3

    def stop(_done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sha256_of(path, stop)
