"""A post in the real window: step by step by the model on this computer, and never lost, whenever the window dies."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
import yaml

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostState, Section
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MODEL
from desktop.store.client import open_store
from tests.e2e.real_window import Desk, gone, wait

pytestmark = [
    pytest.mark.window,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="there is no display; `python3 run.py test` starts one"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

ROOT = Path(__file__).resolve().parents[2]
MODEL_ID = "local/qwen2.5-coder-0.5b"
WRITING_S = 300.0
SAVED_S = 4.0
"""A key is in the history 2 s later at the latest; the rest is the time that the test takes to look."""

TEA = Brief(
    Kind.BLOG,
    "Loose-leaf sencha",
    audience="people who buy their first tin",
    language="en",
    facts=(
        Fact("f1", "Origin", "Shizuoka, Japan"),
        Fact("f2", "Weight", "100", "g"),
        Fact("f3", "Keeps", "6 months"),
        Fact("f4", "Price", "€ 14.50"),
    ),
    post=Post(state=PostState.DRAFT, goal=200),
)
OUTLINE = (Section("s1", "Where it comes from", words=40), Section("s2", "How long it keeps", words=40))


def prepared(profile: Profile, model: Path, brief: Brief, copy: Copy | None = None) -> Profile:
    """A profile with one post on the desk."""
    values = {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en", MODEL.key: MODEL_ID}
    profile.settings.write_text(json.dumps(values), encoding="utf-8")
    store = open_store(profile)
    store.save_draft(Draft(DraftId(""), Kind.BLOG, brief, copy or Copy()))
    store.close()
    return Profile(profile.folder, model.parent)


def opened(profile: Profile) -> Desk:
    desk = Desk(profile)
    wait(desk.draft, 60)
    time.sleep(3)
    return desk


def post_of(desk: Desk) -> Post:
    draft = desk.draft()
    return (draft.brief.post if draft is not None else None) or Post()


def planned(brief: Brief, **changes: object) -> Brief:
    return msgspec.structs.replace(brief, post=msgspec.structs.replace(brief.post or Post(), **changes))


def exported(desk: Desk, path: Path, *options: str) -> str:
    draft = desk.draft()
    assert draft is not None
    command = [sys.executable, "-m", "desktop", "export", draft.id, "-o", str(path), *options]
    subprocess.run([*command, "--profile", str(desk.profile.folder)], cwd=ROOT, check=True, timeout=120)
    return path.read_text(encoding="utf-8")


def test_a_post_is_written_in_steps_and_leaves_with_front_matter(
    profile: Profile, local_model_05b: Path, tmp_path: Path
) -> None:
    desk = opened(prepared(profile, local_model_05b, TEA))

    def chosen() -> str:
        desk.keys("1")
        time.sleep(1)
        return post_of(desk).angle

    try:
        desk.keys("ctrl+Return")
        angle = wait(chosen, WRITING_S)
        desk.keys("ctrl+Return")
        outline = wait(lambda: post_of(desk).outline, WRITING_S)
        assert len(outline) >= 3
        desk.keys("ctrl+Return")
        wait(lambda: f"## {outline[0].heading}" in desk.copy().text("body"), WRITING_S)
        first = wait(lambda: text if len((text := desk.copy().text("body")).split()) > 15 else "", WRITING_S)
        time.sleep(2)
        wait(lambda: _all_written(desk), WRITING_S)
        copy = desk.copy()
        headings = [line for line in copy.text("body").split("\n") if line.startswith("## ")]
        assert headings == [f"## {section.heading}" for section in outline]
        assert first.split("\n")[0] in copy.text("body")
        assert post_of(desk).angle == angle
        text = exported(desk, tmp_path / "tea.md", "--form", "hugo")
        front = yaml.safe_load(text.split("---")[1])
        assert front["title"] == copy.text("title")
        assert headings[-1] in text
    finally:
        desk.end()


def _all_written(desk: Desk) -> bool:
    """Ask for the rest until there is no rest: a stop in between would leave something."""
    copy = desk.copy()
    if all(copy.text(name).strip() for name in ("title", "seo_title", "seo_description", "excerpt", "body")):
        return True
    desk.keys("ctrl+alt+Return")
    time.sleep(3)
    return False


@pytest.mark.parametrize("step", ["angle", "outline", "section", "typing"])
def test_killed_in_any_step_a_post_keeps_what_was_there(profile: Profile, local_model_05b: Path, step: str) -> None:
    brief = {"angle": TEA, "outline": planned(TEA, angle="One shelf")}.get(step, planned(TEA, outline=OUTLINE))
    begun = Copy({"title": "Tea", "body": "Tea keeps its scent in the dark.\n"}) if step == "typing" else Copy()
    desk = opened(prepared(profile, local_model_05b, brief, begun))
    try:
        known = begun
        if step == "typing":
            desk.keys("ctrl+alt+4", "ctrl+End")
            desk.type("Every tin says when it was filled.")
            time.sleep(SAVED_S)
            known = desk.copy()
            assert "when it was filled." in known.text("body")
            desk.type(" This came too late")
        else:
            desk.keys("ctrl+Return")
            if step == "section":
                known = wait(lambda: found if len((found := desk.copy()).text("body").split()) > 8 else None, WRITING_S)
            else:
                time.sleep(4)
        before = post_of(desk)
        family = desk.family()
        desk.kill()
        assert gone(family, 5) < 5
        desk = opened(desk.profile)
        after = desk.copy()
        assert post_of(desk) == before
        for field, text in known.addressed():
            kept = after.text(field)
            assert kept.startswith(text if step == "typing" else text[: max(1, len(text) // 2)]), field
    finally:
        desk.end()


def test_a_post_of_fifty_thousand_words_is_there_within_a_second_and_takes_keys(
    profile: Profile, local_model_05b: Path
) -> None:
    sentence = "A closed cupboard away from the hob suits most kitchens, as it is dark and dry there. "
    body = "\n\n".join(f"## Part {part}\n\n" + (sentence * 20).strip() for part in range(1, 148))
    desk = opened(prepared(profile, local_model_05b, TEA, Copy({"title": "A long one", "body": body + "\n"})))
    try:
        desk.keys("ctrl+alt+4", "ctrl+End")
        desk.type("The last words.")
        wait(lambda: desk.copy().text("body").rstrip().endswith("The last words."), 20)
        assert desk.copy().text("body").startswith(body[:1000])
    finally:
        desk.end()
