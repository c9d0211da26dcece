"""Posts of 900 words from twelve facts by the model on this computer: in steps, and by one plain prompt, side by side.

Three in English, two each in Dutch and Swedish (`posts/*.json`). Both are measured in the same way, by the checks.
All posts are written to a folder for reading: figures say that nothing is wrong with a post, not that it is good.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine
from desktop.agents.loop import prepared
from desktop.agents.told import with_told
from desktop.checks.mentions import mentions
from desktop.checks.repeats import repeats_of
from desktop.checks.report import check_copy
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.finding import Finding, Severity, Verdict
from desktop.core.outline import headings_of
from desktop.core.profile import Profile
from desktop.core.word_counts import WordCounts
from desktop.engine.engine import Engine
from desktop.engine.messages import Configure, Write

MODEL = "local/qwen2.5-coder-1.5b"
FIELDS = ("title", "seo_title", "seo_description", "excerpt", "body")
"""What a whole post has."""

_CACHE = Path(__file__).resolve().parent.parent / ".cache"
_PROFILE = Profile(_CACHE / "bench", Path(os.environ.get("COPYDESK_MODELS") or _CACHE / "models"))
TEXTS = _PROFILE.folder / "posts"
"""Where all posts are kept: a page of each for reading, and each variant as JSON."""

_WAYS = ("steps", "plain")
_SEED = 7


class Case(msgspec.Struct, frozen=True):
    """A brief of a post, and what it is about in a word or two."""

    category: str
    brief: Brief


class Score(msgspec.Struct, frozen=True):
    """What counts of one post; `outlined` of `headings` stand in the outline, `missing` ones of it are not there.

    `alike` sentences and `shared` of `runs` (of five words) stand in another section too; `wrong` claims are
    contradicted or without support.
    """

    language: str
    words: int
    wanted: int
    headings: int
    outlined: int
    missing: int
    sentences: int
    alike: int
    runs: int
    shared: int
    wrong: int
    supported: int
    facts: int
    told: int
    whole: bool
    calls: int
    seconds: float


def load_cases(languages: tuple[str, ...] = ("en", "nl", "sv")) -> list[Case]:
    """The briefs, prepared as the loop prepares them."""
    cases: list[Case] = []
    for language in languages:
        text = (Path(__file__).parent / "posts" / f"{language}.json").read_bytes()
        for case in msgspec.json.decode(text, type=list[Case]):
            brief = msgspec.structs.replace(case.brief, language=language)
            cases.append(Case(case.category, prepared(brief)))
    return cases


def score(brief: Brief, variant: Variant) -> Score:
    """Judge a post by the checks alone, the same way whoever wrote it.

    The outline is the one that the variant was written by; one plain prompt makes its own, which nothing holds it to.
    """
    language = brief.language
    body = variant.copy.text("body")
    sections = sections_in(body)
    found = [each.text.casefold() for each in headings_of(body)]
    outline = [each.heading.casefold() for each in variant.post.outline] if variant.post is not None else found
    repeats = repeats_of(sections, language)
    report = check_copy(Copy({"body": body}), with_told(brief), channels=())
    verdicts = [claim.verdict for claim in report.claims]
    return Score(
        language=language,
        words=WordCounts().of("\n".join(sections.values())),
        wanted=brief.post.goal if brief.post is not None else 0,
        headings=len(found),
        outlined=sum(1 for each in found if each in outline),
        missing=sum(1 for each in outline if each not in found),
        sentences=sum(len(sentences_of(text, language)) for text in sections.values()),
        alike=sum(each.alike for each in repeats),
        runs=sum(each.runs for each in repeats),
        shared=sum(each.shared for each in repeats),
        wrong=verdicts.count(Verdict.UNSUPPORTED) + verdicts.count(Verdict.CONTRADICTED),
        supported=verdicts.count(Verdict.SUPPORTED),
        facts=len(brief.facts),
        told=sum(1 for fact in brief.facts if mentions(body, fact, language)),
        whole=_is_whole(variant, report.findings),
        calls=len(variant.made.exchanges) if variant.made is not None else 0,
        seconds=variant.timing.total_s,
    )


def sections_in(body: str) -> Mapping[str, str]:
    """The text under each heading, by its place; `0` is what stands before the first one."""
    headings = headings_of(body)
    texts = [body[: headings[0].start] if headings else body, *(body[each.end : each.stop] for each in headings)]
    return {str(place): text.strip() for place, text in enumerate(texts) if text.strip()}


def _is_whole(variant: Variant, findings: tuple[Finding, ...]) -> bool:
    """Whether every text is there, each section has words, and nothing breaks off."""
    body = variant.copy.text("body")
    bare = any(not body[each.end : each.stop].strip() for each in headings_of(body))
    broken = any(each.check == "text.unfinished" and each.severity is not Severity.INFO for each in findings)
    there = all(variant.copy.text(name).strip() for name in FIELDS)
    return variant.complete and there and not bare and not broken


async def write_all(cases: list[Case], folder: Path) -> dict[str, list[Score]]:
    """Write each case both ways, one after another, and keep every text under `folder`."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    engine = Engine(_PROFILE)
    scores: dict[str, list[Score]] = {way: [] for way in _WAYS}
    try:
        await engine.configure(Configure(first_token_timeout_s=900, idle_timeout_s=900))
        for case in cases:
            pages = [f"# {case.category} ({case.brief.language})"]
            for way, kept in scores.items():
                write = Write(case.brief, model=MODEL, plain=way == "plain", seed=_SEED)
                variant = (await engine.write(write, _ignore)).variants[0]
                found = score(case.brief, variant)
                kept.append(found)
                stem = f"{case.brief.language}-{case.category.replace(' ', '-')}"
                await asyncio.to_thread((folder / f"{stem}-{way}.json").write_bytes, msgspec.json.encode(variant))
                pages.append(page_of(way, variant, found))
                await asyncio.to_thread((folder / f"{stem}.md").write_text, "\n\n".join(pages) + "\n", encoding="utf-8")
    finally:
        await engine.close()
    return scores


def figures(scores: Mapping[str, list[Score]], language: str = "") -> list[Figure]:
    """The figures of both ways; the ratio is steps over plain."""
    where = f"{machine()}, {MODEL}"
    name = f"posts {language}".strip()
    found: list[Figure] = []
    for label, unit, wanted, holds, of in _FIGURES:
        steps, plain = of(scores["steps"]), of(scores["plain"])
        ratio = steps / plain if plain else None
        found.append(Figure(f"{name}: {label}", steps, unit, wanted, ratio, holds(steps), where))
        found.append(Figure(f"{name}: {label}, plain prompt", plain, unit, "for comparison", None, True, where))
    return found


def run() -> list[Figure]:
    """Measure all posts with the model on this computer; about twenty minutes on two cores with nothing else to do.

    `COPYDESK_POSTS` limits the languages (`en,nl`); the texts are in `.cache/bench/posts`.
    """
    found: list[Figure] = []
    for language in filter(None, os.environ.get("COPYDESK_POSTS", "en,nl,sv").split(",")):
        found += figures(asyncio.run(write_all(load_cases((language,)), TEXTS)), language)
    return found


def page_of(way: str, variant: Variant, found: Score) -> str:
    """A post as one reads it, with the remarks of the checks and its figures."""
    lines = [f"## {way}", ""]
    if variant.post is not None:
        lines += [f"Angle: {variant.post.angle}", ""]
        lines += [f"- {each.heading} ({each.words}; {', '.join(each.facts)})" for each in variant.post.outline]
    for name in variant.copy.fields:
        lines += ["", f"**{name}**", "", variant.copy.text(name)]
    lines += ["", *(f"- {each.severity.value} {each.check} {each.field}: {each.message} {each.text[:80]}"
                    for each in variant.findings)]  # fmt: skip
    if variant.error is not None:
        lines.append(f"- error: {variant.error.message}")
    lines.append(f"- repairs {variant.repairs}; {found}")
    return "\n".join(lines)


def _ignore(event: object) -> None:
    """Nothing is shown of what is measured."""
    del event


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0


def _sum(scores: list[Score], name: str) -> int:
    return sum(int(getattr(each, name)) for each in scores)


def _mean(scores: list[Score], name: str) -> float:
    return sum(float(getattr(each, name)) for each in scores) / max(1, len(scores))


Of = Callable[[list[Score]], float]
Holds = Callable[[float], bool]


def _any(value: float) -> bool:
    del value
    return True


def _none(value: float) -> bool:
    return value == 0.0


def _all(value: float) -> bool:
    return value == 100.0


_FIGURES: tuple[tuple[str, str, str, Holds, Of], ...] = (
    ("words of those wanted", "%", "90–115 %", lambda value: 90.0 <= value <= 115.0,
     lambda scores: _share(_sum(scores, "words"), _sum(scores, "wanted"))),
    ("sections as the outline has them", "%", "100 %", _all,
     lambda scores: _share(_sum(scores, "outlined"), _sum(scores, "headings") + _sum(scores, "missing"))),
    ("sentences that another section has", "", "0", _none, lambda scores: float(_sum(scores, "alike"))),
    ("runs of five words shared by sections", "%", "≤ 2 %", lambda value: value <= 2.0,
     lambda scores: _share(_sum(scores, "shared"), _sum(scores, "runs"))),
    ("claims wrong or without support, per 100 sentences", "", "0", _none,
     lambda scores: _share(_sum(scores, "wrong"), _sum(scores, "sentences"))),
    ("facts told", "%", "100 %", _all, lambda scores: _share(_sum(scores, "told"), _sum(scores, "facts"))),
    ("posts complete", "%", "100 %", _all, lambda scores: _share(_sum(scores, "whole"), len(scores))),
    ("calls a post", "", "for reading", _any, lambda scores: _mean(scores, "calls")),
    ("time a post", "s", "for reading", _any, lambda scores: _mean(scores, "seconds")),
)  # fmt: skip


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name:75} {figure.value:8.2f} {figure.unit:4} {figure.budget}")
