from __future__ import annotations

import inspect
import socket
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import msgspec
import pytest

from desktop.core.comparison import ComparisonId
from desktop.core.copy import Copy
from desktop.core.draft import Origin, Template, Variant
from desktop.core.errors import Bug, EnvironmentProblem, ErrorKind, Problem, UserError
from desktop.core.history import Facet, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.usage import Usage
from desktop.store import client
from desktop.store.client import RemoteStore, ask_owner_to_show, open_store
from desktop.store.lock import ProfileLock
from desktop.store.protocol import StoreLike
from desktop.store.store import Store
from desktop.store.wire import Reply, Request, address_of, methods, secret_of
from tests.unit.store.comparing import DUEL, OUTCOME, SOURCE, VARIANT, comparison
from tests.unit.store.samples import SOCK, draft, opened, start_python
from tests.unit.store.windows import Window


@pytest.fixture
def window(profile: Profile) -> Iterator[Window]:
    made = Window(profile)
    yield made
    made.close()


@pytest.fixture
def remote(window: Window, profile: Profile) -> Iterator[RemoteStore]:
    store = open_store(profile)
    assert isinstance(store, RemoteStore)
    yield store
    store.close()


def test_without_a_window_the_history_is_opened_here(profile: Profile) -> None:
    store = open_store(profile)
    assert isinstance(store, Store)
    assert not ProfileLock(profile).acquire()
    kept = store.save_draft(draft())
    store.close()
    with opened(profile) as again:
        assert again.draft(kept.id) == kept
    lock = ProfileLock(profile)
    assert lock.acquire()
    lock.release()


def test_every_word_of_the_history_works_through_a_window(remote: RemoteStore) -> None:
    kept = remote.save_draft(draft("Warme wol\0\u2028é"))
    assert kept.brief == SOCK
    assert remote.draft(kept.id) == kept
    assert remote.latest_drafts(5) == [kept]
    variant = Variant("v1", "local/x", "product/1", Copy({"title": "T"}), usage=Usage(1, 2, 0.5), error=None)
    version = remote.add_version(kept, Origin.WRITTEN, "named", variant)
    assert remote.version(version.id) == version
    assert [each.name for each in remote.versions(kept.id)] == ["named"]
    assert [hit.version for hit in remote.search("warm")] == [version.id]
    assert [hit.version for hit in remote.search("warm", ranked=True, limit=3)] == [version.id]
    remote.delete_draft(kept.id)
    assert remote.latest_drafts() == []
    remote.restore_draft(kept.id)
    other = remote.save_draft(draft("x")).id
    remote.forget_draft(other)
    with pytest.raises(UserError):
        remote.draft(other)
    remote.save_template(Template("t", SOCK))
    assert remote.templates() == [Template("t", SOCK)]
    remote.delete_template("t")
    info = remote.backup_now()
    assert remote.backups() == [info]
    assert remote.verify_backup(info.name)
    remote.restore_backup(info.name)
    assert remote.draft(kept.id).copy == kept.copy
    assert remote.read_only_reason == ""


def test_every_word_about_variants_works_through_a_window(remote: RemoteStore) -> None:
    kept = remote.save_draft(draft("Warme wol"))
    beside = remote.add_variant(kept.id, SOCK, VARIANT.copy, Origin.VARIANT, "B", VARIANT, (SOURCE,))
    assert (beside.variant, beside.sources, beside.name) == (VARIANT, (SOURCE,), "B")
    assert remote.version(beside.id) == beside
    made = remote.save_comparison(comparison(kept.id, "Warm\0\u2028é"))
    assert remote.comparison(made.id) == remote.latest_comparison(kept.id) == made
    assert [each.columns for each in remote.comparisons(5, kept.id)] == [2]
    remote.delete_comparison(made.id)
    assert remote.latest_comparison(kept.id) is None
    remote.add_duels([DUEL])
    assert remote.duels("product:title", "nl") == [msgspec.structs.replace(DUEL, id=1)]
    remote.delete_round(DUEL.round)
    assert remote.duels() == []
    remote.add_outcomes([OUTCOME, msgspec.structs.replace(OUTCOME, draft=kept.id)])
    assert [each.id for each in remote.outcomes(kept.id)] == [2]
    remote.delete_outcomes(kept.id)
    assert [each.id for each in remote.outcomes()] == [1]


def test_every_word_about_order_works_through_a_window(remote: RemoteStore) -> None:
    version = remote.add_version(draft("Warme wol"), Origin.TYPED)
    kept = version.draft
    remote.set_tags(kept, ("lente", "wol"))
    remote.set_folder(kept, "Winter/Sokken")
    card = remote.card(kept)
    assert (card.tags, card.folder, card.versions) == (("lente", "wol"), "Winter/Sokken", 1)
    assert remote.facets().folders == remote.facets(Shelf.WORK).folders == (Facet("Winter/Sokken", 1),)
    assert [hit.draft for hit in remote.search("wol", filters=Filters(tags=("wol",), folder="Winter"))] == [kept]
    assert remote.search("wol", filters=Filters(tags=("wol",), folder="")) == []
    remote.archive_draft(kept)
    assert [hit.draft for hit in remote.search("", filters=Filters(shelf=Shelf.ARCHIVE))] == [kept]
    remote.unarchive_draft(kept)
    remote.pin_version(version.id, pinned=True)
    remote.name_version(version.id, "Anna")
    remote.note_findings(version.id, 2)
    assert [(each.name, each.pinned) for each in remote.versions(kept)] == [("Anna", True)]
    assert [hit.draft for hit in remote.search("", filters=Filters(findings="some", named=True))] == [kept]
    branch = remote.branch(version.id, "Korter")
    assert branch.copy == version.copy
    search = SavedSearch("wol", "wollen", Filters(tags=("wol",)), ranked=True)
    remote.save_search(search)
    assert remote.saved_searches() == [search]
    remote.delete_search("wol")
    assert remote.saved_searches() == []
    assert (remote.version_count(), remote.unsearchable()) == (2, 0)
    remote.delete_draft(branch.id)
    assert [each.draft for each in remote.trashed()] == [branch.id]
    remote.empty_trash()
    assert remote.trashed() == []


def test_problems_come_back_as_what_they_were(remote: RemoteStore) -> None:
    with pytest.raises(UserError, match="There is no draft dnone"):
        remote.draft(DraftId("dnone"))
    kept = remote.save_draft(draft("a\ud800"))
    assert kept.copy.text("body") == "a�"
    halved = remote.add_variant(
        kept.id, SOCK, Copy({"title": "\udc00"}), Origin.EDITED, sources=(Source("title", "\udc00"),)
    )
    assert (halved.copy.text("title"), halved.sources[0].text) == ("�", "�")
    with pytest.raises(UserError, match="There is no comparison 9"):
        remote.comparison(ComparisonId(9))
    with pytest.raises(Bug):
        remote.add_variant(kept.id, SOCK, Copy(), Origin.TYPED)


def test_both_ends_know_every_method_of_the_protocol() -> None:
    words = {name for name, _ in inspect.getmembers(StoreLike, inspect.isfunction) if not name.startswith("_")}
    assert words - {"close"} == set(methods())
    for kind in (Store, RemoteStore):
        assert words <= {name for name, _ in inspect.getmembers(kind, inspect.isfunction)}
    store: type[StoreLike] = RemoteStore
    assert store


def test_ten_megabytes_go_through(remote: RemoteStore) -> None:
    kept = remote.save_draft(draft("å" * 5_000_000))
    assert remote.draft(kept.id).copy.text("body") == "å" * 5_000_000


def test_a_second_window_brings_the_first_to_the_front(window: Window, profile: Profile) -> None:
    assert ask_owner_to_show(profile, ("--fetch-model", "å\ud800"))
    assert window.shown == [("--fetch-model", "å�")]


def test_nobody_is_asked_when_there_is_no_window(profile: Profile) -> None:
    assert not ask_owner_to_show(profile, wait_s=0.2)


def test_a_command_waits_for_another_command(profile: Profile) -> None:
    lock = ProfileLock(profile)
    assert lock.acquire()
    timer = threading.Timer(0.4, lock.release)
    timer.start()
    store = open_store(profile)
    store.close()
    timer.join()


def test_a_profile_that_stays_taken_is_a_sentence(profile: Profile) -> None:
    lock = ProfileLock(profile)
    assert lock.acquire()
    with pytest.raises(EnvironmentProblem) as caught:
        open_store(profile, wait_s=0.3)
    assert caught.value.problem.kind is ErrorKind.STORAGE
    assert str(profile.folder) in caught.value.problem.hint
    lock.release()


def test_a_window_that_goes_away_is_a_sentence(window: Window, remote: RemoteStore) -> None:
    window.server.close()
    with pytest.raises(EnvironmentProblem) as caught:
        remote.latest_drafts()
    assert caught.value.problem.kind is ErrorKind.STORAGE


def test_strangers_get_nothing(window: Window, profile: Profile, tmp_path: Path) -> None:
    address, family = address_of(profile)
    with pytest.raises(Exception, match=r".+"):  # which one depends on who hangs up first
        Client(address, family, authkey=b"guess")
    if sys.platform != "win32":
        with socket.socket(socket.AF_UNIX) as rude:
            rude.connect(address)
            rude.sendall(b"\xff\xff\xff\xffGET / HTTP/1.1\r\n\r\n")
        silent = socket.socket(socket.AF_UNIX)
        silent.connect(address)
        assert Path(address).stat().st_mode & 0o777 <= 0o755
        assert Path(address).parent.stat().st_mode & 0o077 == 0
        assert (profile.folder / "copydesk.secret").stat().st_mode & 0o077 == 0
    store = open_store(profile)
    assert store.latest_drafts(3) == []
    store.close()
    if sys.platform != "win32":
        silent.close()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"no json",
        b"[]",
        b'{"method": "close"}',
        b'{"method": "__init__"}',
        b'{"method": "draft"}',
        b'{"method": "draft", "params": {"draft_id": 7}}',
        b'{"method": "save_draft", "params": {"draft": {"id": ""}, "more": 1}}',
        b'{"method": "latest_drafts", "params": {"limit": "many"}}',
    ],
)
def test_requests_that_make_no_sense_are_refused_and_the_next_is_answered(
    window: Window, profile: Profile, message: bytes
) -> None:
    address, family = address_of(profile)
    with Client(address, family, authkey=secret_of(profile, make=False)) as connection:
        connection.send_bytes(message)
        reply = msgspec.json.decode(connection.recv_bytes(), type=Reply)
        if b"save_draft" in message:
            assert reply.problem is None
        else:
            assert reply.problem is not None
            assert reply.problem.kind is ErrorKind.BUG
        connection.send_bytes(b'{"method": "latest_drafts", "params": {"limit": 1, "new_in_a_later_version": true}}')
        assert msgspec.json.decode(connection.recv_bytes(), type=Reply).problem is None


def test_a_bug_in_the_window_is_a_bug_in_the_command(profile: Profile) -> None:
    class Broken(Window):
        def _answer(self, request: Request) -> Reply:
            return Reply(problem=Problem(ErrorKind.BUG, "our mistake"))

    window = Broken(profile)
    store = open_store(profile)
    with pytest.raises(Bug, match="our mistake"):
        store.latest_drafts(1)
    store.close()
    window.close()


def test_many_commands_at_once(window: Window, profile: Profile) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            store = open_store(profile)
            for turn in range(5):
                store.save_draft(draft(f"{number}-{turn}"))
            store.close()
        except EnvironmentProblem as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = open_store(profile)
    assert len(store.latest_drafts(100)) == 30
    store.close()


def test_a_profile_with_a_very_long_path(tmp_path: Path) -> None:
    profile = Profile(tmp_path / ("x" * 120) / ("å" * 60), tmp_path)
    window = Window(profile)
    store = open_store(profile)
    assert isinstance(store, RemoteStore)
    assert store.latest_drafts(1) == []
    store.close()
    window.close()
    assert len(address_of(profile)[0].encode()) < 104


WINDOW = """
import sys, time
from pathlib import Path
from desktop.core.profile import Profile
from desktop.store.lock import ProfileLock
from desktop.store.server import StoreServer
from desktop.store.store import Store
from desktop.store.wire import Reply
profile = Profile(Path(sys.argv[1]), Path(sys.argv[1]))
lock = ProfileLock(profile)
lock.acquire()
store = Store(profile)
server = StoreServer(profile, lambda request: Reply(), lambda arguments: None)
print("ready")
time.sleep(60)
"""


@pytest.mark.timeout(60)
def test_a_killed_window_is_in_nobodys_way(profile: Profile) -> None:
    process = start_python(WINDOW, str(profile.folder))
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    assert ask_owner_to_show(profile)
    process.kill()
    process.wait()
    began = time.monotonic()
    assert not ask_owner_to_show(profile, wait_s=0)
    store = open_store(profile)
    assert isinstance(store, Store)
    store.close()
    window = Window(profile)
    assert ask_owner_to_show(profile)
    window.close()
    assert time.monotonic() - began < 20
    process.stdin.close()
    process.stdout.close()


def test_a_folder_for_sockets_that_is_not_ours_is_not_used(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such folder")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if len(str(tmp_path)) >= 60:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
        monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    (folder := Path(address_of(profile)[0]).parent).chmod(0o777)
    try:
        with pytest.raises(PermissionError):
            address_of(profile)
        assert client._connect(profile) is None  # noqa: SLF001 - nobody is spoken to there
    finally:
        folder.chmod(0o700)
