"""The file of the providers, shared by processes and never lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop.core.errors import CopydeskError, ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider, ProviderModel
from desktop.engine.provider_book import ProviderBook

SHOP = Provider("shop", Protocol.OPENAI, "http://127.0.0.1:9/v1")
FULL = Provider(
    "claude",
    Protocol.ANTHROPIC,
    "https://api.anthropic.com",
    "anthropic",
    "Anthropic",
    ("default", "team"),
    "team",
    ("m",),
    (ProviderModel("m", "M", 10, 5, Price(1, 2), ("schema",)),),
    "2026-01-01T00:00:00+00:00",
    {"m": Price(3, 4, as_of="2026-01-02")},
    "2026-01-01T00:00:00+00:00",
    12.5,
)


def _add(book: ProviderBook, *new: Provider) -> None:
    book.change(lambda providers: (*providers, *new))


def _file(profile: Profile) -> Path:
    return profile.folder / "providers.json"


def test_what_is_kept_is_there_for_the_next_program(profile: Profile) -> None:
    book = ProviderBook(profile)
    assert book.providers() == ()
    _add(book, SHOP, FULL)
    assert ProviderBook(profile).providers() == (SHOP, FULL)
    assert book.problem is None
    if os.name == "posix":
        assert _file(profile).stat().st_mode & 0o077 == 0, "for this user alone"


def test_a_profile_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "new" / "profile", tmp_path / "models")
    assert ProviderBook(profile).providers() == ()
    assert not profile.folder.exists(), "reading makes nothing"
    _add(ProviderBook(profile), SHOP)
    assert ProviderBook(profile).providers() == (SHOP,)


def test_a_change_by_another_program_is_seen(profile: Profile) -> None:
    book, other = ProviderBook(profile), ProviderBook(profile)
    _add(book, SHOP)
    assert other.providers() == (SHOP,)
    _add(other, FULL)
    assert book.providers() == (SHOP, FULL)
    same_size = msgspec.structs.replace(SHOP, name="spam")
    other.change(lambda _: (same_size, FULL))
    assert book.providers() == (same_size, FULL)
    _file(profile).unlink()
    assert book.providers() == ()


def test_what_a_change_refuses_changes_nothing(profile: Profile) -> None:
    book = ProviderBook(profile)
    _add(book, SHOP)
    before = _file(profile).read_bytes()

    def refuse(_providers: tuple[Provider, ...]) -> tuple[Provider, ...]:
        raise UserError(ErrorKind.INPUT, "no")

    with pytest.raises(UserError):
        book.change(refuse)
    assert _file(profile).read_bytes() == before
    assert [path.name for path in profile.folder.iterdir() if path.suffix == ".tmp"] == []


def _is_told(book: ProviderBook) -> bool:
    return book.problem is not None


TWICE = json.dumps({"providers": [{"name": "a", "protocol": "openai", "address": "http://x"}] * 2}).encode()
NO_NAME = json.dumps({"providers": [{"name": "A b", "protocol": "openai", "address": "http://x"}]}).encode()
BAD_PORT = json.dumps({"providers": [{"name": "a", "protocol": "openai", "address": "http://x:999999"}]}).encode()


@pytest.mark.parametrize(
    "content", [b"{", b"", b"[]", b'{"providers": 5}', b"\xff\xfe", TWICE, NO_NAME, BAD_PORT], ids=range(8)
)
def test_a_damaged_file_is_moved_aside_and_told(profile: Profile, content: bytes) -> None:
    _file(profile).write_bytes(content)
    book = ProviderBook(profile)
    assert book.providers() == ()
    assert book.problem is not None
    (aside,) = profile.folder.glob("providers.json.damaged-*")
    assert aside.name in book.problem.message
    assert aside.read_bytes() == content
    assert book.providers() == ()
    assert _is_told(book), "until something new is kept"
    _add(book, SHOP)
    assert not _is_told(book)
    assert aside.read_bytes() == content


def test_a_newer_file_is_left_alone(profile: Profile) -> None:
    content = b'{"version": 2, "providers": {"other": "shape"}}'
    _file(profile).write_bytes(content)
    book = ProviderBook(profile)
    assert book.providers() == ()
    assert book.problem is not None
    assert "newer" in book.problem.message
    with pytest.raises(CopydeskError, match="newer"):
        _add(book, SHOP)
    assert _file(profile).read_bytes() == content


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_file_that_cannot_be_read_is_not_overwritten(profile: Profile) -> None:
    _add(ProviderBook(profile), SHOP)
    _file(profile).chmod(0)
    book = ProviderBook(profile)
    assert book.providers() == ()
    assert book.problem is not None
    with pytest.raises(CopydeskError):
        _add(book, FULL)
    _file(profile).chmod(0o600)
    assert book.providers() == (SHOP,)
    assert book.problem is None


def test_a_folder_in_its_place_is_told(profile: Profile) -> None:
    _file(profile).mkdir()
    book = ProviderBook(profile)
    assert book.providers() == ()
    assert book.problem is not None
    with pytest.raises(CopydeskError) as caught:
        _add(book, SHOP)
    assert caught.value.problem.kind is ErrorKind.STORAGE


ADDING = """
import sys
from desktop.core.profile import Profile
from desktop.core.provider import Protocol, Provider
from desktop.engine.provider_book import ProviderBook
book = ProviderBook(Profile.at(sys.argv[1]))
for number in range(20):
    new = Provider(f"{sys.argv[2]}-{number}", Protocol.OPENAI, "http://127.0.0.1:9/v1")
    book.change(lambda providers: (*providers, new))
"""


def test_two_programs_at_once_lose_nothing(profile: Profile) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(profile.folder), name], stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]
    for process in running:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error.decode()
    names = {provider.name for provider in ProviderBook(profile).providers()}
    assert names == {f"{who}-{number}" for who in "ab" for number in range(20)}
