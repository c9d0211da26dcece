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
from desktop.core.draft import Variant
from desktop.core.errors import Problem
from desktop.core.finding import CheckReport, Finding
from desktop.core.lines import Line
from desktop.core.prompt import Message
from desktop.core.provider import KeyState
from desktop.core.rulings import Judgement
from desktop.core.usage import Timing, Usage
from desktop.engine.mail_messages import MAIL_METHODS
from desktop.engine.post_messages import POST_METHODS
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
from desktop.engine.source_messages import SOURCE_METHODS
from desktop.engine.translation_messages import TRANSLATION_METHODS, CostTranslation


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
    `variant` is the id that the only variant gets (empty: a new one), `seed` what its dice begin with. With an
    `instruction` (`shorter`, `longer`, `simpler`, `again`, or in words) the named `fields` are rewritten by it from
    what stands in `copy`. `earlier` are the mails of a series before this one, in their order. Requests of one
    `group` ask one model nearly the same; `company` says how many of them come now, so that what they have in common
    is read once.
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
    variant: str = ""
    seed: int | None = None
    group: str = ""
    company: int = 1
    instruction: str = ""
    earlier: tuple[Copy, ...] = ()


class Written(msgspec.Struct, frozen=True):
    """The answer to `write`: every variant, complete or with its error; `language` is the one that was used."""

    language: str
    variants: tuple[Variant, ...]


class WriteLines(msgspec.Struct, frozen=True):
    """`lines`: many short variants of one text for a channel; streams `LineWritten` and `Progress` (unit `lines`).

    `standing` are lines that are there already: none that comes is the same or nearly so. No call is made that would
    take the cost of all of them above `max_cost` (in USD).
    """

    brief: Brief
    channel: str
    count: int = 20
    model: str = "local"
    standing: tuple[str, ...] = ()
    options: CheckOptions = CheckOptions()
    max_cost: float | None = None


class WrittenLines(msgspec.Struct, frozen=True):
    """The answer to `lines`, in the order in which they came; fewer than were asked for when no more could be found.

    `dropped` counts those that were too long, wrong by the facts or too much alike; `note` is a sentence for the writer
    on why there are fewer; `error` is there when the model failed or was stopped after the first lines.
    """

    language: str
    lines: tuple[Line, ...]
    dropped: int = 0
    usage: Usage = Usage()
    timing: Timing = Timing()
    note: str = ""
    error: Problem | None = None


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

    Of a mail there is also what SpamAssassin's rules say (`mail.spam_score`), where they are on this computer: like
    grammar, they take seconds.

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
    estimate over all calls; `cost` is in `currency`, `None` when the price is unknown; `seconds` are how long one
    variant is likely to take, `together` how many of them are written at once. `fits` is false when the prompt
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
    seconds: float | None = None
    together: int = 1


class Done(msgspec.Struct, frozen=True):
    """An answer that says no more than that it is done."""


METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "configure": (Configure, Configured),
    "write": (Write, Written),
    "lines": (WriteLines, WrittenLines),
    "check": (Check, CheckReport),
    "judge": (Judge, Judged),
    "extract_facts": (ExtractFacts, ExtractedFacts),
    "read_paste": (ReadPaste, PasteRead),
    "proofread": (Proofread, Proofreading),
    "suggest": (Suggest, Suggestions),
    **MAIL_METHODS,
    **SOURCE_METHODS,
    **POST_METHODS,
    **TRANSLATION_METHODS,
    "translation.cost": (CostTranslation, Estimated),
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
