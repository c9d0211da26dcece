"""A mail in the real window: written by the model on this computer, changed for a segment, exported, and never lost."""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import time
from pathlib import Path

import msgspec
import pytest

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment
from desktop.core.profile import Profile
from desktop.core.settings import BRAND, COPY_LANGUAGE, INTERFACE_LANGUAGE, MODEL
from desktop.store.client import open_store
from tests.e2e.real_window import Desk, gone, wait
from tests.fakes.letters import ENGLISH

pytestmark = [
    pytest.mark.window,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="there is no display; `python3 run.py test` starts one"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

MODEL_ID = "local/qwen2.5-coder-0.5b"
WRITING_S = 300.0
MAIL = Brief(
    Kind.MAIL,
    "Ylva blanket",
    language="en",
    facts=(
        Fact("f1", "Material", "100 % Swedish wool"),
        Fact("f2", "Size", "130 × 180 cm"),
        Fact("f3", "Price", "€ 119.00"),
        Fact("f4", "Woven in", "Småland"),
        Fact("f5", "Care", "hand wash"),
    ),
    mail=Mail(
        MailType.LAUNCH,
        sender="Sjöbod",
        from_address="hej@sjobod.example",
        platform=Platform.KLAVIYO,
        blocks=(
            Block("b1", BlockKind.HEADING),
            Block("b2", BlockKind.TEXT),
            Block("b3", BlockKind.BUTTON, href="https://sjobod.example/ylva"),
            Block("b4", BlockKind.FOOTER),
        ),
        segments=(Segment("s1", "Loyal", people=486),),
    ),
)


def prepared(profile: Profile, model: Path, brief: Brief) -> Profile:
    """A profile with one draft that has a brief and no text yet."""
    brand = Brand(name="Sjöbod", sender="Sjöbod", address="Bryggvägen 4\n572 30 Oskarshamn")
    values = {
        INTERFACE_LANGUAGE.key: "en",
        COPY_LANGUAGE.key: "en",
        MODEL.key: MODEL_ID,
        BRAND.key: msgspec.json.encode(brand).decode(),
    }
    profile.settings.write_text(json.dumps(values), encoding="utf-8")
    store = open_store(profile)
    store.save_draft(Draft(DraftId(""), brief.kind, brief))
    store.close()
    return Profile(profile.folder, model.parent)


def test_a_launch_mail_is_written_changed_and_leaves_as_eml(
    profile: Profile, local_model_05b: Path, tmp_path: Path
) -> None:
    desk = Desk(prepared(profile, local_model_05b, MAIL))
    try:
        wait(desk.draft, 60)
        time.sleep(2)
        desk.keys("ctrl+Return")
        wait(lambda: all(desk.copy().text(name) for name in ("subject", "preheader", "b1", "b2", "b3")), WRITING_S)
        path = tmp_path / "ylva.eml"
        wait(lambda: _exported(desk, path), 60)
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert message["subject"] == desk.copy().text("subject")
        body = message.get_body(("html",))
        assert body is not None
        assert "Oskarshamn" in body.get_content()
        plain = message.get_body(("plain",))
        assert plain is not None
        assert desk.copy().text("b1") in plain.get_content()
    finally:
        desk.end()


def _exported(desk: Desk, path: Path) -> bool:
    desk.keys("Escape")
    desk.keys("ctrl+e")
    time.sleep(1.5)
    desk.keys("ctrl+a")
    desk.type(str(path))
    desk.keys("Return")
    time.sleep(2)
    return path.exists()


def test_killed_while_it_is_written_no_word_that_was_saved_is_lost(profile: Profile, local_model_05b: Path) -> None:
    desk = Desk(prepared(profile, local_model_05b, MAIL))
    try:
        wait(desk.draft, 60)
        time.sleep(2)
        desk.keys("ctrl+Return")
        before = wait(lambda: found if (found := desk.copy()).words >= 4 else None, WRITING_S)
        family = desk.family()
        desk.kill()
        assert gone(family, 5) < 5
        desk = Desk(desk.profile)
        wait(desk.draft, 60)
        after = desk.copy()
        for field, text in before.addressed():
            assert after.text(field).startswith(text[: max(1, len(text) // 2)]), field
    finally:
        desk.end()


def test_a_customer_is_answered(profile: Profile, local_model_05b: Path) -> None:
    desk = Desk(prepared(profile, local_model_05b, ENGLISH))
    try:
        wait(desk.draft, 60)
        time.sleep(3)
        desk.keys("ctrl+Return")
        wait(lambda: desk.copy().text("body").endswith("Kind regards,\nSjöbod"), WRITING_S)
        body = desk.copy().text("body")
        assert body.startswith("Dear Tom,")
        assert "2 years" in body
        assert "Klarna" in body
    finally:
        desk.end()
