"""The messages of the pipe between the window and the engine, as typed values.

JSON-RPC 2.0, one object a line. A request names a method of `METHODS` and carries that method's parameters; while it
runs, the engine sends notifications (`event`, with the request's id and one `core.events` value); it ends with one
result or one error.
`cancel` and `shutdown` are notifications from the window.
"""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.draft import Timing, Usage, Variant
from desktop.core.errors import Problem
from desktop.core.events import Event
from desktop.core.finding import CheckReport, Finding
from desktop.core.prompt import Message
from desktop.core.provider import KeyState
from desktop.core.rulings import Judgement
from desktop.engine.provider_messages import (
    AddProvider,
    ChangeProvider,
    DeleteKey,
    Discover,
    Discovered,
    FetchModels,
    ListProviders,
    ProviderInfo,
    Providers,
    RemoveProvider,
    SetKey,
    Tested,
    TestProvider,
    UnlockKeys,
)


class Configure(msgspec.Struct, frozen=True):
    """`configure`: what the engine must know of the settings; sent first, and again when one changes.

    `copy_language` is that of most texts, so that what reads it is loaded before the first text comes; empty: unknown.
    `local_only`: nothing may go to another computer. `mask_private`: private details are replaced before text goes to
    one, except the `own_words` of the workspace. `keep_content`: records of calls hold the text that was sent.
    """

    language: str = "en"
    first_token_timeout_s: int = 120
    idle_timeout_s: int = 60
    unload_after_min: int = 10
    copy_language: str = ""
    local_only: bool = False
    mask_private: bool = True
    own_words: tuple[str, ...] = ()
    keep_content: bool = False


class Configured(msgspec.Struct, frozen=True):
    """The answer to `configure`."""

    version: str
    pid: int


class Write(msgspec.Struct, frozen=True):
    """`write`: draft a brief; `fields` limits it to these copy fields (empty: all), `copy` is what stands there now.

    With `go_on`, the first of the `fields` holds the beginning of an answer that was cut off, and is gone on with.
    No call is made that would take the cost of all of them above `max_cost` (in USD).
    """

    brief: Brief
    model: str = "local"
    variants: int = 1
    max_repairs: int = 2
    plain: bool = False
    fields: tuple[str, ...] = ()
    copy: Copy = Copy()
    options: CheckOptions = CheckOptions()
    go_on: bool = False
    max_cost: float | None = None


class Written(msgspec.Struct, frozen=True):
    """The answer to `write`: every variant, complete or with its error; `language` is the one that was used."""

    language: str
    variants: tuple[Variant, ...]


class Check(msgspec.Struct, frozen=True):
    """`check`: all that the checks say of a copy; the answer is a `CheckReport`."""

    copy: Copy
    brief: Brief
    options: CheckOptions = CheckOptions()


class Judge(msgspec.Struct, frozen=True):
    """`judge`: have a model judge the sentences of a copy that the rules left open; streams `Progress`.

    No call is made that would take the cost of all of them above `max_cost` (in USD).
    """

    copy: Copy
    brief: Brief
    model: str = "local"
    max_cost: float | None = None


class Judged(msgspec.Struct, frozen=True):
    """The answer to `judge`: one judgement for each sentence that was open, for the brief's rulings.

    `note` is a sentence for the writer when the model was not asked.
    """

    judgements: tuple[Judgement, ...]
    note: str = ""


class ExtractFacts(msgspec.Struct, frozen=True):
    """`extract_facts`: have a model read the facts of a supplier's text; streams `Progress`.

    No call is made that would take the cost of all of them above `max_cost` (in USD).
    """

    text: str
    model: str = "local"
    max_cost: float | None = None


class ExtractedFacts(msgspec.Struct, frozen=True):
    """The answer to `extract_facts`: numbered facts, each with the sentence it stands in."""

    facts: tuple[Fact, ...]


class ReadPaste(msgspec.Struct, frozen=True):
    """`read_paste`: what a pasted supplier text, table or row says of a product."""

    text: str


class PasteRead(msgspec.Struct, frozen=True):
    """The answer to `read_paste`: a brief with product, facts, notes and language filled as far as they were found."""

    brief: Brief


class Proofread(msgspec.Struct, frozen=True):
    """`proofread`: the grammar of a copy; streams `Progress` when the text goes to a server.

    `language_tool` is the address of the LanguageTool server that the user named, empty for none: then only English
    is read, on this computer.
    """

    copy: Copy
    brief: Brief
    options: CheckOptions = CheckOptions()
    language_tool: str = ""


class Proofreading(msgspec.Struct, frozen=True):
    """The answer to `proofread`: findings `grammar.<kind>`; `server` is where the text went, empty for nowhere.

    `note` is a sentence for the writer when the server did not answer and English was read here instead.
    """

    findings: tuple[Finding, ...]
    server: str = ""
    note: str = ""


class Suggest(msgspec.Struct, frozen=True):
    """`suggest`: words that may be meant by a misspelled one."""

    word: str
    language: str
    dictionaries_folder: str = ""


class Suggestions(msgspec.Struct, frozen=True):
    """The answer to `suggest`: up to six words, the likeliest first."""

    words: tuple[str, ...]


class Render(msgspec.Struct, frozen=True):
    """`render`: Markdown to sanitised HTML, in a process that can be ended when it takes too long."""

    markdown: str


class Rendered(msgspec.Struct, frozen=True):
    """The answer to `render`."""

    html: str


class ListModels(msgspec.Struct, frozen=True):
    """`models.list`: every model of the catalogue with its state on this computer."""


class ModelInfo(msgspec.Struct, frozen=True):
    """A model as the window shows it; `state` is `missing`, `partial`, `damaged` or `ready`; in bytes and MB.

    `sources` name the places it is fetched from, in the order in which they are tried.
    """

    id: str
    title: str
    state: str
    size: int
    memory_mb: int
    licence: str
    grades: dict[str, str]
    note: str = ""
    default: bool = False
    sources: tuple[str, ...] = ()


class Models(msgspec.Struct, frozen=True):
    """The answer to `models.list`, the default one first."""

    models: tuple[ModelInfo, ...]


class FetchModel(msgspec.Struct, frozen=True):
    """`models.fetch`: download and verify a model; streams `Progress` in bytes."""

    id: str


class WarmModel(msgspec.Struct, frozen=True):
    """`models.warm`: load a model that is on this computer, so that the first word comes soon."""

    id: str


class DeleteModel(msgspec.Struct, frozen=True):
    """`models.delete`: delete the file of a model on this computer, and what there is of its download."""

    id: str


class TryModel(msgspec.Struct, frozen=True):
    """`models.test`: ask a model for one word, to see whether it answers."""

    id: str


class ModelTested(msgspec.Struct, frozen=True):
    """The answer to `models.test`: what it said, after how many seconds, and what that used and cost."""

    id: str
    place: str
    text: str
    usage: Usage
    timing: Timing


class Estimate(msgspec.Struct, frozen=True):
    """`estimate`: what `write` would send, where to, and what that is likely to cost; nothing is sent."""

    write: Write


class Replaced(msgspec.Struct, frozen=True):
    """A private detail and what is sent in its place; `kind` is that of `checks.private`."""

    placeholder: str
    text: str
    kind: str


class Estimated(msgspec.Struct, frozen=True):
    """The answer to `estimate`.

    `leaves` is the exact text of the first call, as it is sent; further ones hold the same facts. Tokens are an
    estimate over all calls; `cost` is in `currency`, `None` when the price is unknown. `fits` is false when the prompt
    and its answer are longer than the `context` of the model (0: unknown). `here`: nothing leaves this computer.
    """

    place: str
    here: bool
    leaves: tuple[Message, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 1
    cost: float | None = None
    currency: str = "USD"
    context: int = 0
    fits: bool = True
    ignored: tuple[str, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """An answer that says no more than that it is done."""


METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "configure": (Configure, Configured),
    "write": (Write, Written),
    "check": (Check, CheckReport),
    "judge": (Judge, Judged),
    "extract_facts": (ExtractFacts, ExtractedFacts),
    "read_paste": (ReadPaste, PasteRead),
    "proofread": (Proofread, Proofreading),
    "suggest": (Suggest, Suggestions),
    "render": (Render, Rendered),
    "models.list": (ListModels, Models),
    "models.fetch": (FetchModel, Done),
    "models.warm": (WarmModel, Done),
    "models.delete": (DeleteModel, Done),
    "models.test": (TryModel, ModelTested),
    "providers.list": (ListProviders, Providers),
    "providers.add": (AddProvider, ProviderInfo),
    "providers.change": (ChangeProvider, ProviderInfo),
    "providers.remove": (RemoveProvider, Done),
    "providers.models": (FetchModels, ProviderInfo),
    "providers.test": (TestProvider, Tested),
    "providers.discover": (Discover, Discovered),
    "keys.set": (SetKey, KeyState),
    "keys.delete": (DeleteKey, Done),
    "keys.unlock": (UnlockKeys, Providers),
    "estimate": (Estimate, Estimated),
}
"""Each method with the type of its parameters and of its result."""


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line to the engine; `id` is missing for the notifications `cancel` (params: `CancelJob`) and `shutdown`."""

    method: str
    params: msgspec.Raw = msgspec.Raw(b"{}")
    id: int | None = None
    jsonrpc: str = "2.0"


class CancelJob(msgspec.Struct, frozen=True):
    """`cancel`: end the request with this id; it ends with a `cancelled` error, or with what it had made."""

    id: int


class EventParams(msgspec.Struct, frozen=True):
    """The parameters of an `event` notification."""

    id: int
    event: Event


class ErrorObject(msgspec.Struct, frozen=True):
    """A JSON-RPC error; `data` is ours."""

    code: int
    message: str
    data: Problem


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line from the engine: an answer (`id` with `result` or `error`) or a notification (`method` with `params`).

    An empty `result` is none at all; `Raw | None` would decode nothing but null.
    """

    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"")
    error: ErrorObject | None = None
    method: str | None = None
    params: EventParams | None = None
    jsonrpc: str = "2.0"
