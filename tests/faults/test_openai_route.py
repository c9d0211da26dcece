"""Every fault of a server that speaks OpenAI's protocol, and what the writer gets of it."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import NamedTuple

import pytest

from desktop.core.errors import ErrorKind, Remedy
from desktop.core.prompt import Chunk, FinishReason, Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.gateway import Patience
from desktop.engine.redaction import Secret
from desktop.engine.route import Route
from tests.clock import on_time
from tests.faults.conftest import PROMPT, Desk
from tests.faults.server import CANARY, TEXT, FaultServer

WHOLE = "".join(TEXT)
PART = "".join(TEXT[:2])


class Told(NamedTuple):
    """What the writer is told."""

    kind: ErrorKind
    message: str
    remedy: Remedy = Remedy.NONE
    text: str = ""
    retry_after: float | None = None


TOLD = {
    "401": Told(ErrorKind.AUTH, "refused the key", Remedy.OPEN_KEYS),
    "403": Told(ErrorKind.AUTH, "may not use the model shop/m", Remedy.CHOOSE_MODEL),
    "404": Told(ErrorKind.MODEL_MISSING, "does not have the model shop/m", Remedy.CHOOSE_MODEL),
    "402": Told(ErrorKind.QUOTA, "credit", Remedy.ADD_CREDIT),
    "429": Told(ErrorKind.QUOTA, "takes no more requests", Remedy.RETRY, retry_after=3),
    "429-date": Told(ErrorKind.QUOTA, "takes no more requests", Remedy.RETRY, retry_after=86400),
    "quota": Told(ErrorKind.QUOTA, "credit", Remedy.ADD_CREDIT),
    "500": Told(ErrorKind.PROVIDER, "has trouble", Remedy.RETRY),
    "503": Told(ErrorKind.PROVIDER, "too much to do", Remedy.RETRY),
    "too-long": Told(ErrorKind.INPUT, "too long", Remedy.CHOOSE_MODEL),
    "policy": Told(ErrorKind.PROVIDER, "declined", Remedy.CHOOSE_MODEL),
    "422": Told(ErrorKind.PROVIDER, "did not accept", Remedy.CHOOSE_MODEL),
    "reset": Told(ErrorKind.NETWORK, "connection", Remedy.CONTINUE, PART),
    "cut": Told(ErrorKind.NETWORK, "connection", Remedy.CONTINUE, PART),
    "nothing": Told(ErrorKind.PROVIDER, "empty", Remedy.RETRY),
    "in-utf8": Told(ErrorKind.NETWORK, "connection", Remedy.CONTINUE, "A caf"),
    "in-utf8-clean": Told(ErrorKind.PROVIDER, "damaged", Remedy.CONTINUE, "A caf"),
    "malformed": Told(ErrorKind.PROVIDER, "damaged", Remedy.CONTINUE, PART),
    "error-event": Told(ErrorKind.PROVIDER, "with an error", Remedy.CONTINUE, PART),
    "error-event-first": Told(ErrorKind.PROVIDER, "with an error", Remedy.RETRY),
    "error-event-number": Told(ErrorKind.PROVIDER, "has trouble", Remedy.CONTINUE, PART),
    "error-event-rate": Told(ErrorKind.QUOTA, "takes no more requests", Remedy.CONTINUE, PART),
    "error-event-quota": Told(ErrorKind.QUOTA, "credit", Remedy.ADD_CREDIT),
    "error-finish": Told(ErrorKind.PROVIDER, "with an error", Remedy.CONTINUE, PART),
    "html": Told(ErrorKind.PROVIDER, "not an AI service", Remedy.RETRY),
    "html-as-stream": Told(ErrorKind.PROVIDER, "empty", Remedy.RETRY),
}


@pytest.mark.parametrize("fault", TOLD)
def test_a_fault_ends_in_a_sentence_and_one_request(desk: Desk, server: FaultServer, fault: str) -> None:
    told = TOLD[fault]
    heard = desk.ask(server.base(fault))
    assert heard.problem is not None
    assert heard.problem.kind is told.kind
    assert told.message in heard.problem.message
    assert heard.problem.remedy is told.remedy
    assert heard.problem.retry_after == told.retry_after
    assert heard.text == told.text
    assert heard.ending is None
    assert len(server.seen) == 1, "a retry that nobody asked for"
    if told.text:
        assert "kept" in heard.problem.hint
    assert CANARY not in repr(heard)


ENDINGS = {
    "none": (WHOLE, FinishReason.STOP),
    "length": (WHOLE, FinishReason.LENGTH),
    "content-filter": (PART, FinishReason.DECLINED),
    "no-finish": (WHOLE, FinishReason.CUT_OFF),
    "bytewise": ("Crème brûlée für 5 € – 👩‍🍳", FinishReason.STOP),
    "odd-shapes": (WHOLE, FinishReason.STOP),
    "half-emoji": ("ok 😀 ", FinishReason.STOP),
    "done-in-text": ("Write data: [DONE] [DONE] and go on.", FinishReason.STOP),
    "equal-chunks": ("again " * 150, FinishReason.STOP),
    "empty-stop": ("", FinishReason.STOP),
}


@pytest.mark.parametrize("fault", ENDINGS)
def test_an_answer_is_whole_or_says_that_it_is_not(desk: Desk, server: FaultServer, fault: str) -> None:
    heard = desk.ask(server.base(fault))
    assert heard.problem is None
    assert heard.ending is not None
    assert (heard.text, heard.ending.reason) == ENDINGS[fault]


def test_usage_and_times_are_told(desk: Desk, server: FaultServer) -> None:
    ending = desk.ask(server.base("none")).ending
    assert ending is not None
    assert (ending.usage.prompt_tokens, ending.usage.completion_tokens) == (7, len(TEXT))
    assert ending.usage.cost is None, "an unknown cost is not nothing"
    assert ending.first_token_s is not None
    assert 0 < ending.first_token_s <= ending.total_s < 5


def test_an_answer_without_usage_is_counted_by_its_pieces(desk: Desk, server: FaultServer) -> None:
    ending = desk.ask(server.base("no-finish")).ending
    assert ending is not None
    assert ending.usage.completion_tokens == len(TEXT)


def test_the_model_inside_costs_nothing(desk: Desk, server: FaultServer) -> None:
    async def ask() -> float | None:
        model = desk.gateway.model(Route("local/m", "openai/m", server.base("none"), inside=True))
        *_, ending = [piece async for piece in model.stream(PROMPT)]
        assert not isinstance(ending, Chunk)
        return ending.usage.cost

    assert desk.run(ask()) == 0.0


@pytest.mark.parametrize("fault", ["hang", "hang-after-headers"])
def test_no_first_word_in_time(desk: Desk, server: FaultServer, fault: str) -> None:
    desk.gateway.patience = Patience(first_token_s=0.5, idle_s=30)
    began = time.monotonic()
    heard = desk.ask(server.base(fault))
    assert time.monotonic() - began < 5
    assert heard.problem is not None
    assert heard.problem.kind is ErrorKind.TIMEOUT
    assert heard.problem.remedy is Remedy.RETRY
    assert server.seen[0].left.wait(5), "the connection stayed open"


@on_time
def test_an_answer_that_stands_still_is_ended_and_kept(desk: Desk, server: FaultServer) -> None:
    desk.gateway.patience = Patience(first_token_s=30, idle_s=0.5)
    heard = desk.ask(server.base("stall"))
    assert heard.problem is not None
    assert heard.problem.kind is ErrorKind.TIMEOUT
    assert "Nothing more came" in heard.problem.message
    assert "4 words" in heard.problem.hint
    assert heard.text == PART
    assert server.seen[0].left.wait(0.5)


def test_time_that_the_reader_takes_is_not_the_servers(desk: Desk, server: FaultServer) -> None:
    desk.gateway.patience = Patience(first_token_s=30, idle_s=0.3)

    async def read_slowly() -> int:
        pieces = 0
        async for _ in desk.gateway.model(Route("shop/m", "openai/m", server.base("none"))).stream(PROMPT):
            pieces += 1
            await asyncio.sleep(0.4)
        return pieces

    assert desk.run(read_slowly()) == len(TEXT) + 1


@on_time
@pytest.mark.parametrize("fault", ["slow", "stall", "hang", "hang-after-headers"])
def test_stop_is_seen_by_the_server_within_half_a_second(desk: Desk, server: FaultServer, fault: str) -> None:
    async def start_and_stop() -> float:
        task = asyncio.ensure_future(desk.hear(server.base(fault)))
        await asyncio.to_thread(server.wait_for_request)
        await asyncio.sleep(0.2)
        stopped = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - stopped < 0.5
        return stopped

    stopped = desk.run(start_and_stop())
    seen = server.seen[0]
    assert seen.left.wait(0.5)
    assert seen.left_at is not None
    assert seen.left_at - stopped < 0.5


@on_time
def test_a_reader_that_goes_away_closes_the_connection(desk: Desk, server: FaultServer) -> None:
    async def take_one() -> None:
        answer = desk.gateway.model(Route("shop/m", "openai/m", server.base("slow"))).stream(PROMPT)
        await anext(answer)
        await answer.aclose()

    desk.run(take_one())
    assert server.seen[0].left.wait(0.5)


def test_a_redirect_gets_nothing(desk: Desk) -> None:
    with FaultServer() as other, FaultServer(elsewhere=other) as server:
        heard = desk.ask(server.base("redirect"))
        assert heard.problem is not None
        assert heard.problem.kind is ErrorKind.NETWORK
        assert "was not sent" in heard.problem.message
        assert other.bytes_in == 0
        assert len(server.seen) == 1


def test_nobody_answers(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    heard = desk.ask(f"http://127.0.0.1:{port}/v1")
    assert heard.problem is not None
    assert heard.problem.kind is ErrorKind.NETWORK
    assert f"Nothing answers at 127.0.0.1:{port}" in heard.problem.message
    assert heard.problem.remedy is Remedy.RETRY


def test_an_address_that_does_not_exist(desk: Desk) -> None:
    heard = desk.ask("http://nowhere.invalid/v1")
    assert heard.problem is not None
    assert heard.problem.kind is ErrorKind.NETWORK
    assert heard.problem.message == "The address nowhere.invalid was not found."
    assert heard.problem.remedy is Remedy.USE_LOCAL_MODEL


def test_https_where_http_is_spoken(desk: Desk, server: FaultServer) -> None:
    heard = desk.ask(f"https://127.0.0.1:{server.port}/none/v1")
    assert heard.problem is not None
    assert heard.problem.kind is ErrorKind.NETWORK
    assert "secure connection" in heard.problem.message
    assert not server.seen


def test_the_request_says_what_the_prompt_says_and_no_more(desk: Desk, server: FaultServer) -> None:
    prompt = Prompt(
        (Message(Role.USER, "A mug. \U0001f600"),),
        50,
        temperature=0.2,
        top_p=0.8,
        stop=("\n\n",),
        seed=7,
        frequency_penalty=0.5,
        json_schema='{"type": "object"}',
        correction=True,
    )
    route = Route("local/m", "openai/m", server.base("none"), body={"cache_prompt": True}, correction_body={"n": 3})

    async def ask() -> None:
        async for _ in desk.gateway.model(route).stream(prompt):
            pass

    desk.run(ask())
    seen = server.seen[0]
    assert seen.json == {
        "model": "m",
        "messages": [{"role": "user", "content": "A mug. \U0001f600"}],
        "max_tokens": 50,
        "temperature": 0.2,
        "top_p": 0.8,
        "stop": ["\n\n"],
        "seed": 7,
        "frequency_penalty": 0.5,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": {"type": "object"}},
        },
        "stream": True,
        "stream_options": {"include_usage": True},
        "cache_prompt": True,
        "n": 3,
    }
    assert seen.headers["authorization"] == "Bearer none"
    assert seen.headers["user-agent"] == "copydesk"
    assert not [name for name in seen.headers if name.startswith("x-")], "headers that tell about this computer"


def test_six_calls_at_once(desk: Desk, server: FaultServer) -> None:
    async def ask_six() -> list[str]:
        return [heard.text for heard in await asyncio.gather(*(desk.hear(server.base("none")) for _ in range(6)))]

    assert desk.run(ask_six()) == [WHOLE] * 6


def test_a_key_is_not_shown_by_anything_that_holds_it(server: FaultServer) -> None:
    route = Route("shop/m", "openai/m", server.base("none"), Secret(CANARY))
    assert CANARY not in f"{route!r} {route.key} {route}"


@pytest.mark.parametrize("model", ["gpt-5-pro", "o1-pro", "openai/gpt-5-codex"])
def test_a_model_that_litellm_would_ask_in_another_way_is_asked_for_a_chat(
    desk: Desk, server: FaultServer, model: str
) -> None:
    heard = desk.ask(server.base("none"), model=f"openai/{model}")
    assert heard.text == WHOLE
    seen = server.seen[0]
    assert seen.path.endswith("/chat/completions")
    assert seen.json["model"] == model


def test_mistral_is_asked_in_its_own_words(desk: Desk, server: FaultServer) -> None:
    route = Route("shop/m", "openai/m", server.base("none"), Secret(CANARY), protocol=Protocol.MISTRAL)
    prompt = Prompt((Message(Role.USER, "A mug."),), 50, seed=7)

    async def ask() -> None:
        async for _ in desk.gateway.model(route).stream(prompt):
            pass

    desk.run(ask())
    seen = server.seen[0].json
    assert seen["random_seed"] == 7
    assert not {"seed", "stream_options"} & set(seen)
