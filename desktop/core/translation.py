"""A translation job: files of segments, the memories and terms they share, and what is known of each row."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from desktop.core.brief import Fact
from desktop.core.segment import Segment, SegmentState


class MatchKind(StrEnum):
    """Where a match comes from, from the surest to none."""

    CONTEXT = "context"
    EXACT = "exact"
    REPETITION = "repetition"
    FUZZY = "fuzzy"
    NONE = "none"


class OriginKind(StrEnum):
    """Who put a target there."""

    FILE = "file"
    TYPED = "typed"
    MEMORY = "memory"
    MODEL = "model"
    REPETITION = "repetition"
    FIX = "fix"


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who put a target there: a person (`by`), a model with its prompt, or a match of a memory with its percentage."""

    kind: OriginKind = OriginKind.FILE
    by: str = ""
    model: str = ""
    prompt: str = ""
    memory: str = ""
    percent: int = 0


class MemoryMatch(msgspec.Struct, frozen=True):
    """A unit of a memory that is like a source; `percent` is less the memory's penalty, 101 stands for its context too.

    `by` and `at` (ISO 8601 in UTC) say who confirmed it and when, where that is known.
    """

    percent: int
    kind: MatchKind
    source: str
    target: str
    memory: str
    unit: int = 0
    by: str = ""
    at: str = ""
    penalty: int = 0


class Comment(msgspec.Struct, frozen=True):
    """A remark of a person on a segment."""

    text: str
    by: str = ""
    at: str = ""


class Dimension(StrEnum):
    """The seven dimensions of errors of MQM (Multidimensional Quality Metrics, themqm.org)."""

    TERMINOLOGY = "terminology"
    ACCURACY = "accuracy"
    LINGUISTIC = "linguistic"
    STYLE = "style"
    LOCALE = "locale"
    AUDIENCE = "audience"
    DESIGN = "design"


class ErrorSeverity(StrEnum):
    """How grave an error of a translation is; MQM weighs them 0, 1, 5 and 25."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class TranslationError(msgspec.Struct, frozen=True):
    """An error that a reviewer marked; `start` and `end` are code points of the source or the target as shown."""

    dimension: Dimension
    severity: ErrorSeverity
    on_source: bool = False
    start: int = 0
    end: int = 0
    kind: str = ""
    note: str = ""
    by: str = ""
    at: str = ""


class RowNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the desk keeps of a segment besides the file: its target and state now, who did it, and what was remarked.

    `machine` is the target as a model first gave it, `machine_origin` which; `match` and `match_kind` what the memories
    had when it was opened; `estimate` a model's opinion from 0 to 100 with its reason, or none. `source` is the source
    as it was when this was written: another one there now means that the source changed since. `silenced` are findings
    of which nothing more is to be said, as `check:words`.
    """

    segment: str
    target: str | None = None
    state: SegmentState | None = None
    origin: Origin = Origin()
    machine: str = ""
    machine_origin: Origin = Origin()
    match: int = 0
    match_kind: MatchKind = MatchKind.NONE
    estimate: float | None = None
    estimate_reason: str = ""
    comments: tuple[Comment, ...] = ()
    errors: tuple[TranslationError, ...] = ()
    source: str = ""
    by: str = ""
    at: str = ""
    silenced: tuple[str, ...] = ()


class RowKey(NamedTuple):
    """Which row: the id of a file of the job and of a segment in it."""

    file: int
    segment: str


class Reshaping(msgspec.Struct, frozen=True):
    """A segment that was split after these code points of its source, or joined with so many that follow."""

    segment: str
    splits: tuple[int, ...] = ()
    joined: int = 0


class MemoryUse(msgspec.Struct, frozen=True):
    """A memory as a job uses it: what is taken from its percentages, and whether confirmed segments go into it."""

    memory: int
    penalty: int = 0
    read_only: bool = False


class TranslationBrief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a translator is told: for whom, in which tone, how the reader is addressed, what stays as it is.

    `register` is `formal`, `informal` or empty; `channel` the one whose limits count; `brands` names that stay;
    `facts` what the source rests on.
    """

    audience: str = ""
    tone: str = ""
    register: str = ""
    channel: str = ""
    notes: str = ""
    brands: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class JobFile(msgspec.Struct, frozen=True):
    """A file of a job: its name and format, and of a draft the draft and version that it shows.

    `id` is 0 while it is new. `mapping` is how the columns of a table are read, `reshaped` what was split and joined.
    """

    id: int
    name: str
    format: str = ""
    draft: str = ""
    version: int = 0
    into: str = ""
    mapping: dict[str, str] = {}
    reshaped: tuple[Reshaping, ...] = ()
    added_at: str = ""


class Job(msgspec.Struct, frozen=True):
    """Files that are translated together from one language into another; `id` is 0 while it is new.

    `term_bases` are ids of lists of terms; the first one takes new terms.
    """

    id: int
    name: str
    source: str
    target: str
    brief: TranslationBrief = TranslationBrief()
    files: tuple[JobFile, ...] = ()
    memories: tuple[MemoryUse, ...] = ()
    term_bases: tuple[int, ...] = ()
    changed_at: str = ""


class JobCard(msgspec.Struct, frozen=True):
    """A job in a list of jobs: how many segments it has and how many of them are confirmed."""

    id: int
    name: str
    source: str
    target: str
    files: tuple[str, ...] = ()
    segments: int = 0
    confirmed: int = 0
    changed_at: str = ""


class MemoryInfo(msgspec.Struct, frozen=True):
    """A translation memory: its name, languages and how many units it holds."""

    id: int
    name: str
    source: str
    target: str
    units: int = 0
    changed_at: str = ""


class MemoryUnit(msgspec.Struct, frozen=True):
    """A source with its translation, tags written as `{1}`; `before` and `after` are the sources around it."""

    source: str
    target: str
    before: str = ""
    after: str = ""
    by: str = ""
    at: str = ""


class Concordance(msgspec.Struct, frozen=True):
    """A unit in which words were found, and the code points of the source and the target where they stand."""

    source: str
    target: str
    memory: str
    in_source: tuple[tuple[int, int], ...] = ()
    in_target: tuple[tuple[int, int], ...] = ()


class TermBase(msgspec.Struct, frozen=True):
    """A list of terms: its name and how many it holds."""

    id: int
    name: str
    terms: int = 0


class WordBand(msgspec.Struct, frozen=True):
    """A line of the count for a quote: segments, words and characters of one band of matches."""

    band: str
    segments: int = 0
    words: int = 0
    characters: int = 0


class Row(msgspec.Struct, frozen=True):
    """A segment of a job as the grid shows it; `number` counts from 1 over its file."""

    key: RowKey
    number: int
    segment: Segment
    note: RowNote
    changed_source: bool = False
