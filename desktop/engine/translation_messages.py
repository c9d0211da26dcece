"""The messages of the pipe that are about translations: files of segments, checks, models, and what is measured."""

from __future__ import annotations

import msgspec

from desktop.core.errors import Problem
from desktop.core.quality import PostEditing
from desktop.core.segment import Change, Segment
from desktop.core.term import Term
from desktop.core.translation import MemoryMatch, TranslationBrief, TranslationError
from desktop.core.translation_finding import SegmentFinding, Surroundings
from desktop.core.usage import Timing, Usage


class OpenBitext(msgspec.Struct, frozen=True):
    """`translation.open`: the segments of a file, read from `path`, or from `data` of a file called `name`.

    `source` and `target` choose the pair where a file holds more than two languages; `mapping` is how the columns of a
    table are read, where it is not plain.
    """

    path: str = ""
    data: bytes = b""
    name: str = ""
    source: str = ""
    target: str = ""
    mapping: dict[str, str] = {}


class OpenedBitext(msgspec.Struct, frozen=True):
    """The answer to `translation.open`; `languages` are source and target as the file names them, empty where not."""

    format: str
    languages: tuple[str, str]
    segments: tuple[Segment, ...]


class WriteBitext(msgspec.Struct, frozen=True):
    """`translation.write`: the file with changed targets and states, by the ids of segments.

    The file is given as in `translation.open`. With `path_out` it is written there, whole or not at all.
    """

    changes: dict[str, Change]
    path: str = ""
    data: bytes = b""
    name: str = ""
    source: str = ""
    target: str = ""
    mapping: dict[str, str] = {}
    target_language: str = ""
    path_out: str = ""


class WrittenBitext(msgspec.Struct, frozen=True):
    """The answer to `translation.write`: the path that was written, or the bytes where none was given."""

    data: bytes = b""
    path: str = ""


class CheckBitext(msgspec.Struct, frozen=True):
    """`translation.check`: what the checks say of segments.

    Without `whole` these are some segments of a file, each looked at by itself, and all findings are in the answer.
    With `whole` they are the whole file: streams `SegmentsChecked`, and the answer holds what is said of segments
    beside each other, such as two translations of one source; with `each` off it is that alone. An empty
    `around.register` is then what the file mostly uses.
    """

    segments: tuple[Segment, ...]
    source: str
    target: str
    around: Surroundings = Surroundings()
    whole: bool = False
    each: bool = True


class SegmentFindings(msgspec.Struct, frozen=True):
    """The answer to `translation.check`; `register` is the form of address that the findings go by, if any."""

    findings: tuple[SegmentFinding, ...]
    register: str = ""


class Translate(msgspec.Struct, frozen=True):
    """`translation.translate`: have a model translate `segments`; streams `SegmentTranslated` and `Progress`.

    `around` are segments of the file in its order, with the targets they have: those near a segment are told to the
    model. `matches` are what memories have for a segment, by its id, the best first: they are examples. `terms` are all
    terms there are. With an `instruction` (`shorter`, `longer`, `again`, or in words) the target that a segment has is
    rewritten by it. No call is made that would take the cost of all of them above `max_cost` (in USD); requests of one
    `group` spend of one purse. A source that comes twice is asked for once.
    """

    segments: tuple[Segment, ...]
    source: str
    target: str
    around: tuple[Segment, ...] = ()
    brief: TranslationBrief = TranslationBrief()
    terms: tuple[Term, ...] = ()
    matches: dict[str, tuple[MemoryMatch, ...]] = {}
    model: str = "local"
    instruction: str = ""
    max_repairs: int = 2
    max_cost: float | None = None
    group: str = ""


class FailedSegment(msgspec.Struct, frozen=True):
    """A segment that has no translation, and why, as a sentence for the writer."""

    segment: str
    reason: str


class Translated(msgspec.Struct, frozen=True):
    """The answer to `translation.translate` and `translation.back`: every segment is `done` or `failed`.

    `repaired` counts those that a model was asked for again, `drafts` those that came out with a finding. `error` is
    there when the work ended before its end, because a model failed or the writer stopped it.
    """

    done: tuple[str, ...]
    failed: tuple[FailedSegment, ...] = ()
    repaired: int = 0
    drafts: int = 0
    usage: Usage = Usage()
    timing: Timing = Timing()
    error: Problem | None = None


class CostTranslation(msgspec.Struct, frozen=True):
    """`translation.cost`: what translating would send, where to, and what it is likely to cost; nothing is sent.

    The answer is `Estimated`.
    """

    translate: Translate


class EstimateTranslations(msgspec.Struct, frozen=True):
    """`translation.estimate`: a model's opinion of translations; streams `SegmentEstimated` and `Progress`."""

    segments: tuple[Segment, ...]
    source: str
    target: str
    brief: TranslationBrief = TranslationBrief()
    terms: tuple[Term, ...] = ()
    model: str = "local"
    max_cost: float | None = None


class EstimatedTranslation(msgspec.Struct, frozen=True):
    """A model's opinion of one translation: from 0 (another text) to 100 (nothing to mend), with a short reason."""

    segment: str
    score: float
    reason: str


class EstimatedTranslations(msgspec.Struct, frozen=True):
    """The answer to `translation.estimate`: the opinions there are; in doubt there is none.

    `note` is a sentence for the writer when the model was not asked. `error` as in `Translated`.
    """

    estimates: tuple[EstimatedTranslation, ...]
    usage: Usage = Usage()
    timing: Timing = Timing()
    note: str = ""
    error: Problem | None = None


class BackTranslate(msgspec.Struct, frozen=True):
    """`translation.back`: translate the targets of `segments` back, without a look at their sources.

    Streams `SegmentTranslated`, whose text is in the language `source`; the answer is `Translated`.
    """

    segments: tuple[Segment, ...]
    source: str
    target: str
    model: str = "local"
    max_cost: float | None = None


class PostEdited(msgspec.Struct, frozen=True):
    """A segment of a file as a model gave it, and as it was confirmed; both without tags."""

    file: str
    model: str
    machine: str
    final: str


class MeasurePostEditing(msgspec.Struct, frozen=True):
    """`translation.post_editing`: how much of what models gave was changed; the answer is a `PostEditing`."""

    rows: tuple[PostEdited, ...]


class ExportedRow(msgspec.Struct, frozen=True):
    """A segment as an export shows it: with its findings, its errors, its comments and who wrote it."""

    segment: Segment
    number: int = 0
    findings: tuple[SegmentFinding, ...] = ()
    errors: tuple[TranslationError, ...] = ()
    comments: tuple[str, ...] = ()
    by: str = ""
    match: int = 0
    file: str = ""


class ExportTranslation(msgspec.Struct, frozen=True):
    """`translation.export`: rows as another file.

    `kind` is `table_docx` or `table_html` (bilingual tables for people without the program), `tmx`, `xliff` (2.1),
    `xliff12`, `csv` or `xlsx`.
    """

    rows: tuple[ExportedRow, ...]
    kind: str
    path: str
    source: str
    target: str
    title: str = ""


class ExportedTranslation(msgspec.Struct, frozen=True):
    """The answer to `translation.export`: the file that was written."""

    path: str


class ReturnTable(msgspec.Struct, frozen=True):
    """`translation.returned`: read a bilingual table that came back."""

    path: str


class ReturnedRow(msgspec.Struct, frozen=True):
    """A row of a table that came back: target with tags as `{1}`, what its reader remarked, and its source there."""

    segment: str
    target: str
    comment: str = ""
    source: str = ""


class ReturnedTable(msgspec.Struct, frozen=True):
    """The answer to `translation.returned`, in the order of the table; `notes` are sentences to know.

    They say whose tracked changes were taken, and which rows are left out.
    """

    rows: tuple[ReturnedRow, ...]
    notes: tuple[str, ...] = ()


class TranslationChecks(msgspec.Struct, frozen=True):
    """What the worker is handed of a whole file once: the segments that parts of it are checked of.

    `ticket` names it in the requests that follow.
    """

    ticket: str
    check: CheckBitext


class ChecksPart(msgspec.Struct, frozen=True):
    """Some of the segments of a ticket, by their places; `over` asks for what is said of them beside each other."""

    ticket: str
    start: int = 0
    end: int = 0
    over: bool = False


TRANSLATION_METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "translation.open": (OpenBitext, OpenedBitext),
    "translation.write": (WriteBitext, WrittenBitext),
    "translation.check": (CheckBitext, SegmentFindings),
    "translation.export": (ExportTranslation, ExportedTranslation),
    "translation.returned": (ReturnTable, ReturnedTable),
    "translation.post_editing": (MeasurePostEditing, PostEditing),
    "translation.translate": (Translate, Translated),
    "translation.back": (BackTranslate, Translated),
    "translation.estimate": (EstimateTranslations, EstimatedTranslations),
}
"""Each method with the type of its parameters and of its result."""
