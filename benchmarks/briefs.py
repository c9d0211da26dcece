"""Thirty briefs written by the model on this computer, through the loop and by one plain prompt, side by side.

Twenty in English, five each in Dutch and Swedish (`briefs/*.json`). All texts are written to a folder for reading:
figures say that nothing is wrong with a text, not that it is good.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine
from desktop.agents.catalogue import agent_for
from desktop.agents.judging import copied_spans
from desktop.agents.loop import prepared
from desktop.checks.mentions import mentions
from desktop.checks.report import check_copy
from desktop.core.brief import Brief
from desktop.core.copy import field_of
from desktop.core.draft import Variant
from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.messages import Write

CHANNELS = ("shop.title", "shop.description", "shop.bullets", "seo.title", "seo.description")
MODEL = "local/qwen2.5-coder-1.5b"
WANTED_FACTS = 90.0
_AT_ONCE = 4  # the slots of the model server

_CACHE = Path(__file__).resolve().parent.parent / ".cache"
_PROFILE = Profile(_CACHE / "bench", Path(os.environ.get("COPYDESK_MODELS") or _CACHE / "models"))
TEXTS = _PROFILE.folder / "briefs"
"""Where all texts are kept: a page of each brief for reading, and each variant as JSON."""

_LIMITS = ("limits.", "text.unfinished")

WriteOne = Callable[[Brief, str], Awaitable[Variant]]
"""Writes a brief in one of the two ways, `loop` or `plain`."""


class Case(msgspec.Struct, frozen=True):
    """A brief and the sort of product it is about."""

    category: str
    brief: Brief


class Score(msgspec.Struct, frozen=True):
    """What counts of one variant: fields asked for and those without fault, facts and those carried, and slips."""

    language: str
    fields: int
    sound: int
    facts: int
    carried: int
    leftovers: int
    wrong_language: int
    words: int
    seconds: float


def load_cases(languages: Iterable[str] = ("en", "nl", "sv")) -> list[Case]:
    """The briefs, prepared as the loop prepares them, with the channels of a shop."""
    cases: list[Case] = []
    for language in languages:
        text = (Path(__file__).parent / "briefs" / f"{language}.json").read_bytes()
        for case in msgspec.json.decode(text, type=list[Case]):
            brief = msgspec.structs.replace(case.brief, language=language, channels=CHANNELS)
            cases.append(Case(case.category, prepared(brief)))
    return cases


def score(brief: Brief, variant: Variant) -> Score:
    """Judge a variant by the checks alone, the same way whoever wrote it.

    A field is sound when it is there, within its limit, and does not break off; an example that came back counts as
    a leftover.
    """
    copy = variant.copy
    report = check_copy(copy, brief, channels=CHANNELS)
    tasks = agent_for(brief.kind).tasks(brief, ())
    agent = agent_for(brief.kind)
    counted = [each for each in report.findings if each.severity is not Severity.INFO]
    unsound = {field_of(each.field) for each in counted if each.check.startswith(_LIMITS)}
    present = [task.name for task in tasks if copy.text(task.name).strip()]
    must = [fact for fact in brief.facts if fact.must_mention]
    texts = [copy.text(name) for name in copy.fields]
    leftovers = sum(1 for each in report.findings if each.check == "leftover.prompt")
    leftovers += sum(len(copied_spans(text, agent, brief)) for text in texts)
    return Score(
        language=brief.language,
        fields=len(tasks),
        sound=sum(1 for name in present if name not in unsound),
        facts=len(must),
        carried=sum(1 for fact in must if any(mentions(text, fact, brief.language) for text in texts)),
        leftovers=leftovers,
        wrong_language=len({field_of(each.field) for each in report.findings if each.check == "language.text"}),
        words=copy.words,
        seconds=variant.timing.total_s,
    )


def kept_variant(folder: Path, number: int, case: Case, way: str) -> Variant | None:
    """What was written for a case before, by the same prompts; the number counts from 1 in the list of cases."""
    file = folder / f"{_stem(number, case)}-{way}.json"
    if not file.exists():
        return None
    variant = msgspec.json.decode(file.read_bytes(), type=Variant)
    prompt = agent_for(case.brief.kind).prompt
    return variant if variant.prompt in {prompt, f"{prompt}/plain"} and variant.complete else None


async def measure(cases: list[Case], write: WriteOne, folder: Path) -> dict[str, list[Score]]:
    """Write each case both ways and keep every text under `folder`; as many at once as the model answers at once."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    scores: dict[str, list[Score]] = {"loop": [], "plain": []}
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int, case: Case) -> None:
        async with turn:
            pages: list[str] = []
            for way, kept in scores.items():
                variant = await write(case.brief, way)
                kept_as = folder / f"{_stem(number, case)}-{way}.json"
                await asyncio.to_thread(kept_as.write_bytes, msgspec.json.encode(variant))
                found = score(case.brief, variant)
                kept.append(found)
                pages.append(_page(way, variant, found))
        page = f"# {case.brief.product}\n\n" + "\n\n".join(pages) + "\n"
        await asyncio.to_thread((folder / f"{_stem(number, case)}.md").write_text, page, encoding="utf-8")

    await asyncio.gather(*(one(number, case) for number, case in enumerate(cases, 1)))
    return scores


def _stem(number: int, case: Case) -> str:
    return f"{case.brief.language}-{number:02}-{case.category.replace(' ', '-')}"


def figures(scores: dict[str, list[Score]]) -> list[Figure]:
    """The figures of both ways, those of the loop against what is wanted; the ratio is loop over plain."""
    where = f"{machine()}, {MODEL}"
    found: list[Figure] = []
    for label, unit, wanted, of in _FIGURES:
        loop, plain = of(scores["loop"]), of(scores["plain"])
        ratio = loop / plain if plain else None
        found.append(Figure(f"briefs: {label}", loop, unit, wanted, ratio, _holds(wanted, loop), where))
        found.append(Figure(f"briefs: {label}, plain prompt", plain, unit, "for comparison", None, True, where))
    return found


def run() -> list[Figure]:
    """Measure all thirty with the model on this computer; about twenty minutes on two cores with nothing else to do.

    `COPYDESK_BRIEFS` limits the languages (`en,nl`); the texts are in `.cache/bench/briefs`.
    """
    languages = tuple(filter(None, os.environ.get("COPYDESK_BRIEFS", "en,nl,sv").split(",")))
    return figures(asyncio.run(write_all(load_cases(languages), TEXTS)))


async def write_all(cases: list[Case], folder: Path) -> dict[str, list[Score]]:
    """Write each case both ways with the model on this computer."""
    engine = Engine(_PROFILE)

    async def write(brief: Brief, way: str) -> Variant:
        written = await engine.write(Write(brief, model=MODEL, plain=way == "plain"), lambda _: None)
        return written.variants[0]

    try:
        return await measure(cases, write, folder)
    finally:
        await engine.close()


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0


_FIGURES: tuple[tuple[str, str, str, Callable[[list[Score]], float]], ...] = (
    (
        "fields within limits and whole",
        "%",
        "100 %",
        lambda scores: _share(sum(each.sound for each in scores), sum(each.fields for each in scores)),
    ),
    (
        "must-mention facts present",
        "%",
        "≥ 90 %",
        lambda scores: _share(sum(each.carried for each in scores), sum(each.facts for each in scores)),
    ),
    ("leftovers of the prompt", "", "0", lambda scores: float(sum(each.leftovers for each in scores))),
    ("fields in a wrong language", "", "0", lambda scores: float(sum(each.wrong_language for each in scores))),
    ("words a brief", "words", "for reading", lambda scores: sum(each.words for each in scores) / max(1, len(scores))),
    ("time a brief", "s", "for reading", lambda scores: sum(each.seconds for each in scores) / max(1, len(scores))),
)


def _holds(wanted: str, value: float) -> bool:
    if wanted == "100 %":
        return value == 100.0
    if wanted.startswith("≥"):
        return value >= WANTED_FACTS
    return wanted != "0" or value == 0.0


def _page(way: str, variant: Variant, found: Score) -> str:
    lines = [f"## {way}", ""]
    for name in variant.copy.fields:
        lines += [f"**{name}**", "", variant.copy.text(name), ""]
    lines += [f"- {each.severity.value} {each.check} {each.field}: {each.message}" for each in variant.findings]
    if variant.error is not None:
        lines.append(f"- error: {variant.error.message}")
    lines.append(f"- repairs {variant.repairs}; {found}")
    return "\n".join(lines)
