"""The settings, each described once: the settings page and its documentation are made from these descriptors."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from desktop.core.words import mark

T = TypeVar("T", str, int, bool)


class Choice(msgspec.Struct, frozen=True):
    """One value that a setting may have, with its words (English; shown through `tr`)."""

    value: str
    label: str


class Setting(msgspec.Struct, Generic[T], frozen=True):
    """A setting's key, default and words; `minimum` and `maximum` bound numbers, `page` groups them, empty hides it."""

    key: str
    default: T
    label: str = ""
    help: str = ""
    page: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = 0
    unit: str = ""


_LANGUAGES = (Choice("en", "English"), Choice("nl", "Nederlands"), Choice("sv", "Svenska"))

INTERFACE_LANGUAGE = Setting(
    "interface_language",
    "",
    mark("Language of the program"),
    mark("Menus, buttons and messages."),
    mark("Languages"),
    _LANGUAGES,
)
COPY_LANGUAGE = Setting(
    "copy_language",
    "",
    mark("Language of the copy"),
    mark("What a new brief starts with; each brief can choose another."),
    mark("Languages"),
    _LANGUAGES,
)
THEME = Setting(
    "theme",
    "system",
    mark("Light or dark"),
    mark("The system’s choice, or always one of the two."),
    mark("Appearance"),
    (Choice("system", mark("As the system")), Choice("light", mark("Light")), Choice("dark", mark("Dark"))),
)
TEXT_SIZE = Setting(
    "text_size",
    15,
    mark("Size of the text you write"),
    mark("In the editors only."),
    mark("Appearance"),
    minimum=12,
    maximum=28,
    unit="px",
)
MODEL = Setting("model", "local", mark("Model that writes"), mark("Used unless a brief names another."), mark("Models"))
MAX_REPAIRS = Setting(
    "max_repairs",
    2,
    mark("Rounds of repair"),
    mark("How often a text that breaks a limit or forgets a fact goes back to the model."),
    mark("Models"),
    minimum=0,
    maximum=5,
)
FIRST_TOKEN_TIMEOUT = Setting(
    "first_token_timeout_s",
    120,
    mark("Wait for the first word"),
    mark("After this the call is ended and says so."),
    mark("Models"),
    minimum=5,
    maximum=900,
    unit="s",
)
IDLE_TIMEOUT = Setting(
    "idle_timeout_s",
    60,
    mark("Wait between words"),
    mark("When an answer stands still for this long, it is ended and what came is kept."),
    mark("Models"),
    minimum=5,
    maximum=900,
    unit="s",
)
UNLOAD_AFTER = Setting(
    "unload_after_min",
    10,
    mark("Free the memory of the model after"),
    mark("The model on this computer leaves the memory when it was idle for this long."),
    mark("Models"),
    minimum=1,
    maximum=240,
    unit="min",
)
SPELLING = Setting(
    "spelling",
    True,
    mark("Spelling"),
    mark("By the dictionaries of English, Dutch and Swedish on this computer."),
    mark("Checks"),
)
GRAMMAR = Setting(
    "grammar",
    True,
    mark("Grammar"),
    mark("English on this computer; other languages when a LanguageTool server is named here."),
    mark("Checks"),
)
LANGUAGE_TOOL = Setting(
    "language_tool",
    "",
    mark("LanguageTool server"),
    mark("Its address, as http://localhost:8081. Your text is sent there; while this is empty it is sent nowhere."),
    mark("Checks"),
)
JUDGE = Setting(
    "judge_automatically",
    False,
    mark("Ask the model about open sentences by itself"),
    mark("After each writing, the model judges the sentences that the facts neither support nor contradict."),
    mark("Checks"),
)
LOCAL_ONLY = Setting(
    "local_only",
    False,
    mark("Only models on this computer"),
    mark("Nothing that is written here is sent to a provider on the internet."),
    mark("Privacy"),
)
MASK_PRIVATE = Setting(
    "mask_private",
    True,
    mark("Replace private details"),
    mark("Names, addresses and numbers of people are replaced before text leaves, and put back in the answer."),
    mark("Privacy"),
)
KEEP_CONTENT = Setting(
    "keep_content",
    False,
    mark("Keep what was sent"),
    mark("The log of calls then holds the text itself, on this computer only."),
    mark("Privacy"),
)
ASK_ABOVE = Setting(
    "ask_above",
    25,
    mark("Ask before writing that costs more than"),
    mark("By the estimate; 0 asks every time that something costs money."),
    mark("Money"),
    minimum=0,
    maximum=10_000,
    unit="US¢",
)
CAP_DAY = Setting(
    "cap_day",
    0,
    mark("Stop at this much a day"),
    mark("0 is no limit."),
    mark("Money"),
    minimum=0,
    maximum=10_000,
    unit="US$",
)
CAP_MONTH = Setting(
    "cap_month",
    0,
    mark("Stop at this much a month"),
    mark("0 is no limit."),
    mark("Money"),
    minimum=0,
    maximum=100_000,
    unit="US$",
)
CURRENCY = Setting("currency", "USD")
RATE = Setting("rate", "")
RATE_ON = Setting("rate_on", "")
TASK_MODELS = Setting("task_models", "{}")
POLICIES = Setting("policies", "[]")
SILENCED_CHECKS = Setting("silenced_checks", "[]")
KNOWN_WORDS = Setting("known_words", "[]")
PREFERRED_WORDS = Setting("preferred_words", "[]")
WINDOW_STATE = Setting("window_state", "")
LAST_GRID = Setting("last_grid", "{}")
POST_EXPORT = Setting("post_export", "")
RESULTS_COLUMNS = Setting("results_columns", "{}")
BRAND = Setting("brand", "{}")
SEGMENTS = Setting("segments", "[]")
MAIL_SERVER = Setting("mail_server", "{}")
WATCHED_FOLDER = Setting("watched_folder", "")
KNOWLEDGE = Setting("knowledge", "[]")
BACKUP_FOLDER = Setting("backup_folder", "")
TRANSLATING = Setting("translating", "{}")
REVIEWER = Setting("reviewer", "")

CATALOGUE: tuple[Setting[str] | Setting[int] | Setting[bool], ...] = (
    INTERFACE_LANGUAGE,
    COPY_LANGUAGE,
    THEME,
    TEXT_SIZE,
    MODEL,
    MAX_REPAIRS,
    FIRST_TOKEN_TIMEOUT,
    IDLE_TIMEOUT,
    UNLOAD_AFTER,
    SPELLING,
    GRAMMAR,
    LANGUAGE_TOOL,
    JUDGE,
    LOCAL_ONLY,
    MASK_PRIVATE,
    KEEP_CONTENT,
    ASK_ABOVE,
    CAP_DAY,
    CAP_MONTH,
    CURRENCY,
    RATE,
    RATE_ON,
    TASK_MODELS,
    POLICIES,
    SILENCED_CHECKS,
    KNOWN_WORDS,
    PREFERRED_WORDS,
    WINDOW_STATE,
    LAST_GRID,
    POST_EXPORT,
    RESULTS_COLUMNS,
    BRAND,
    SEGMENTS,
    MAIL_SERVER,
    WATCHED_FOLDER,
    KNOWLEDGE,
    BACKUP_FOLDER,
    TRANSLATING,
    REVIEWER,
)


class Settings(msgspec.Struct, frozen=True):
    """The chosen values over the defaults; what is damaged or out of range counts as not chosen."""

    values: dict[str, object] = {}

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        value = self.values.get(setting.key, setting.default)
        if type(value) is not type(setting.default):
            return setting.default
        if setting.choices and value not in {choice.value for choice in setting.choices}:
            return setting.default
        if setting.maximum and not setting.minimum <= int(value) <= setting.maximum:
            return setting.default
        return value

    def with_value(self, setting: Setting[T], value: T) -> Settings:
        """The same settings with one changed."""
        return Settings({**self.values, setting.key: value})
