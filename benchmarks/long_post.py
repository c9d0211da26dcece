"""A post of 50,000 words on the Blog screen: from key press to glyph with checks and preview on, and its start."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure, machine, percentile
from benchmarks.stalls import stalls
from benchmarks.words import Words
from benchmarks.xserver import display
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.store.client import open_store
from desktop.store.settings_file import save_settings

WORDS = 50_000
_PROBES = Path(__file__).parent / "probes"
_KEY_MS, _START_S = 16.0, 1.0
_STARTS = 5
_PARAGRAPH = 80
_PARAGRAPHS = 5


def run() -> list[Figure]:
    """900 keys beside the preview, and five starts after one that does not count."""
    with display() as shown, tempfile.TemporaryDirectory() as folder:
        environment = shown | {"PYTHONPATH": str(_PROBES.parents[1])}
        return [_typing(Path(folder) / "typing", environment), _starts(Path(folder) / "start", environment)]


def post_of_words(words: int = WORDS) -> str:
    """A Markdown text of at least so many words: headings, paragraphs with links and stress, lists and tables."""
    source, parts, there = Words(7), list[str](), 0
    while there < words:
        parts.append(f"## {source.text('en', 5).strip('.')}")
        for _ in range(_PARAGRAPHS):
            parts.append(f"{source.text('en', _PARAGRAPH)} **{source.text('en', 3)}** [more](https://shop.example/tea)")
        parts.append("\n".join(f"- {source.text('en', 6)}" for _ in range(3)))
        parts.append("| Tin | Price |\n|---|---|\n| 100 g | €14 |\n| 250 g | €19 |")
        there += _PARAGRAPH * _PARAGRAPHS + 40
    return "\n\n".join(parts)


def prepare(folder: Path) -> Profile:
    """A profile whose last draft is such a post."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = Profile.at(folder)
    save_settings(profile.settings, {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"})
    brief = Brief(Kind.BLOG, "loose tea", language="en", keyphrase="loose tea", post=Post())
    copy = Copy({"title": "A long post", "body": post_of_words()})
    store = open_store(profile)
    store.save_draft(Draft(DraftId(""), Kind.BLOG, brief, copy))
    store.close()
    return profile


def _typing(folder: Path, environment: dict[str, str]) -> Figure:
    prepare(folder)
    with stalls() as machine_stalls:
        printed = [float(each) for each in _printed("typing_post.py", folder, environment)]
    latencies, work = printed[::2], printed[1::2]
    slowest = percentile(latencies, 0.99)
    note = f"{_machine()}; p50 {percentile(latencies, 0.5):.1f} ms, worst {max(latencies):.1f} ms; "
    note += f"work of the window's thread: p50 {percentile(work, 0.5):.1f}, p99 {percentile(work, 0.99):.1f} ms; "
    note += machine_stalls.note
    name = "key press to glyph, post of 50,000 words, checks and preview on (p99)"
    return Figure(name, slowest, "ms", f"≤ {_KEY_MS:.0f} ms", None, slowest <= _KEY_MS, note)


def _starts(folder: Path, environment: dict[str, str]) -> Figure:
    prepare(folder)
    taken: list[float] = []
    for count in range(_STARTS + 1):
        began = time.time()
        ended = float(_printed("start_post.py", folder, environment)[-1])
        if count:
            taken.append(ended - began)
    middle = statistics.median(taken)
    note = f"{_machine()}; median of {_STARTS}, least {min(taken):.3f} s"
    name = "start to typing in a post of 50,000 words"
    return Figure(name, middle, "s", f"≤ {_START_S:.0f} s", None, middle <= _START_S, note)


def _printed(probe: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """The lines that a probe prints on such a profile."""
    command = [sys.executable, str(_PROBES / probe), str(folder)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
    return ended.stdout.split()


def _machine() -> str:
    """The machine, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{machine()}{load}"


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name:75} {figure.value:8.3f} {figure.unit:4} {figure.budget}  {figure.taken_on}")
