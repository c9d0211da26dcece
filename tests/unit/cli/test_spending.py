"""Money on the command line: what a call cost is said and kept, unknown is unknown, and no limit is passed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.cli import main
from desktop.core.calls import CallRecord, Purpose
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.core.settings import CAP_DAY
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from desktop.store.drafts import now
from desktop.store.settings_file import save_settings
from tests.faults.server import FaultServer

PRICE = Price(100.0, 1000.0)
BRIEF = {
    "kind": "product",
    "product": "Havn backpack",
    "language": "en",
    "channels": ["shop.title"],
    "facts": [{"name": "Weight", "value": "980", "unit": "g"}],
}


class Shop:
    """The command line on a profile that has a provider, a real server of this test's own, with and without a price."""

    def __init__(self, profile: Profile, server: FaultServer, capsys: pytest.CaptureFixture[str], brief: Path) -> None:
        self.profile = profile
        self.server = server
        self._capsys = capsys
        self.brief = brief
        ProviderBook(profile).change(
            lambda _none: (
                self._provider("shop", "none", {"m": PRICE}),
                self._provider("even", "none", {"m": Price(0.0, 1000.0)}),
                self._provider("dark", "none", {}),
                self._provider("shut", "401", {"m": PRICE}),
            )
        )

    def _provider(self, name: str, fault: str, prices: dict[str, Price]) -> Provider:
        return Provider(name, Protocol.OPENAI, self.server.base(fault), prices=prices)

    def json(self, *arguments: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        status, out, _ = self.run(*arguments, "--json")
        return status, json.loads(out)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self._capsys.readouterr()
        status = main([*arguments, "--profile", str(self.profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def write(self, model: str, *more: str) -> tuple[int, Any]:
        """Write the brief."""
        return self.json("write", "product", "--brief", str(self.brief), "--max-repairs", "0", "--model", model, *more)

    def calls(self) -> list[CallRecord]:
        """What the history has."""
        store = open_store(self.profile)
        try:
            return store.calls()
        finally:
            store.close()


@pytest.fixture
def shop(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shop]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    with FaultServer() as server:
        yield Shop(profile, server, capsys, brief)


def test_what_was_written_bears_its_cost_and_its_calls_are_kept(shop: Shop) -> None:
    status, document = shop.write("shop/m")
    assert status == 0
    (variant,) = document["variants"]
    usage = variant["usage"]
    assert usage["prompt_tokens"] % 7 == 0  # as the server counts
    assert usage["cost"] == pytest.approx(PRICE.of(usage["prompt_tokens"], usage["completion_tokens"]))
    assert usage.keys() == {"prompt_tokens", "completion_tokens", "cost", "currency"}
    calls = shop.calls()
    assert len(calls) == len(shop.server.seen) == usage["prompt_tokens"] // 7
    assert {(call.provider, call.model, call.purpose, call.outcome) for call in calls} == {
        ("shop", "shop/m", Purpose.WRITE, "ok")
    }
    assert {call.draft for call in calls} == {document["draft"]}
    assert {call.host for call in calls} == {f"127.0.0.1:{shop.server.port}"}
    assert sum(call.cost or 0 for call in calls) == pytest.approx(usage["cost"])


def test_unknown_is_null_and_is_said(shop: Shop) -> None:
    _, document = shop.write("dark/m-cloud")
    assert document["variants"][0]["usage"]["cost"] is None
    assert {call.cost for call in shop.calls()} == {None}
    _, out, _ = shop.run(
        "write", "product", "--brief", str(shop.brief), "--model", "dark/m-cloud", "--max-repairs", "0"
    )
    assert "cost unknown" in out


@pytest.mark.parametrize(
    ("model", "more", "said"),
    [
        ("shop/m", ("--max-cost", "0.0001"), "This could cost more than you allow"),
        ("dark/m-cloud", ("--max-cost", "5"), "is not known"),
    ],
)
def test_nothing_is_sent_that_could_cost_more_than_is_allowed(
    shop: Shop, model: str, more: tuple[str, ...], said: str
) -> None:
    status, document = shop.write(model, *more)
    assert status == 3
    (variant,) = document["variants"]
    assert (variant["complete"], variant["error"]["kind"]) == (False, "quota")
    assert variant["usage"]["cost"] == 0.0
    assert said in variant["error"]["message"]
    assert shop.server.seen == []
    assert shop.calls() == []


def test_enough_is_allowed_and_several_models_share_it(shop: Shop) -> None:
    status, document = shop.write("shop/m", "--model", "shop/m", "--max-cost", "10", "--variants", "2")
    assert (status, len(document["variants"])) == (0, 4)
    _, document = shop.write("even/m")
    cost = document["variants"][0]["usage"]["cost"]
    most = float(str(shop.server.seen[-1].json["max_tokens"])) / 1000
    asked = len(shop.server.seen)
    status, document = shop.write("even/m", "--model", "even/m", "--max-cost", f"{most + cost / 2:f}")
    assert status == 0
    assert [variant["complete"] for variant in document["variants"]] == [True, False]
    assert len(shop.server.seen) == asked + 1


@pytest.mark.parametrize("first", [True, False])
def test_a_model_that_cannot_be_asked_loses_nothing_of_the_others(shop: Shop, first: bool) -> None:
    ProviderBook(shop.profile).change(
        lambda known: (*known, Provider("keyed", Protocol.OPENAI, "https://api.openai.com/v1", "openai"))
    )
    one, other = ("keyed/m", "shop/m") if first else ("shop/m", "keyed/m")
    status, document = shop.write(one, "--model", other)
    assert status == 0
    told = {variant["model"]: variant for variant in document["variants"]}
    assert (told["shop/m"]["complete"], bool(told["shop/m"]["fields"])) == (True, True)
    assert (told["keyed/m"]["complete"], told["keyed/m"]["error"]["kind"]) == (False, "auth")
    assert shop.write("keyed/m", "--model", "keyed/n")[0] == 3
    status, document = shop.write("keyed/m")
    assert (status, document["error"]["kind"]) == (3, "auth")


def test_a_model_that_nobody_knows_is_told_before_anything_is_paid_for(shop: Shop) -> None:
    status, document = shop.write("shop/m", "--model", "typo/m")
    assert (status, document["error"]["kind"]) == (2, "unsupported")
    assert shop.server.seen == []


@pytest.mark.parametrize("amount", ["much", "-1", "0", ""])
def test_an_amount_that_is_none_is_refused(shop: Shop, amount: str) -> None:
    status, document = shop.write("shop/m", f"--max-cost={amount}")
    assert (status, document["error"]["kind"]) == (2, "usage")


def test_the_writers_limits_hold_for_commands(shop: Shop) -> None:
    save_settings(shop.profile.settings, {CAP_DAY.key: 1})
    store = open_store(shop.profile)
    store.add_calls([CallRecord(now(), "other", "other/x", "h", Purpose.WRITE, cost=1.0)])
    store.close()
    for arguments in (
        ("write", "product", "--brief", str(shop.brief), "--model", "shop/m"),
        ("facts", "extract", str(shop.brief), "--model", "shop/m"),
    ):
        status, document = shop.json(*arguments)
        assert (status, document["error"]["kind"]) == (3, "quota")
        assert "a day is reached" in document["error"]["message"]
    assert shop.server.seen == []


def test_a_limit_of_the_provider_holds_too(shop: Shop) -> None:
    ProviderBook(shop.profile).change(lambda all_: tuple(msgspec.structs.replace(each, cap=0.0001) for each in all_))
    status, document = shop.write("shop/m")
    assert status == 3
    assert document["variants"][0]["error"]["kind"] == "quota"
    assert shop.server.seen == []


def test_tests_and_refused_calls_are_kept_too(shop: Shop) -> None:
    status, _ = shop.json("models", "test", "shop/m")
    assert status == 0
    status, document = shop.json("models", "test", "shut/m")
    assert (status, document["error"]["kind"]) == (3, "auth")
    refused, tested = shop.calls()
    assert (tested.purpose, tested.outcome, tested.draft) == (Purpose.TEST, "ok", "")
    assert (refused.outcome, refused.cost) == ("auth", 0.0)


def test_history_calls_lists_them(shop: Shop) -> None:
    shop.write("shop/m")
    shop.write("dark/m-cloud")
    status, document = shop.json("history", "calls")
    assert status == 0
    assert {call["model"] for call in document["calls"]} == {"shop/m", "dark/m-cloud"}
    assert {(each["provider"], each["unknown"] > 0) for each in document["spent"]} == {("shop", False), ("dark", True)}
    assert {call["cost"] for call in document["calls"] if call["model"] == "dark/m-cloud"} == {None}
    _, out, _ = shop.run("history", "calls")
    assert "unknown" in out
    assert "of unknown cost" in out
    assert shop.json("history", "calls", "--since", "2100-01-01") == (0, {"calls": [], "spent": []})
    assert shop.json("history", "calls", "--since", "soon")[0] == 2
    assert len(shop.json("history", "calls", "--limit", "1")[1]["calls"]) == 1
