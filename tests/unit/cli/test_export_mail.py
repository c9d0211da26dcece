"""`export` for mails: each form, whose mail it is, and what to know about the files."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.client import open_store
from tests.fakes.mails import COPY, mail_brief, picture_folder

STRICT = default.clone(raise_on_defect=True)


@pytest.fixture(name="draft")
def _draft(profile: Profile) -> DraftId:
    profile.folder.mkdir(parents=True, exist_ok=True)
    picture_folder(profile.pictures)
    brand = {"name": "Sjöbod", "from_address": "hej@sjobod.se", "accent": "#803000"}
    profile.settings.write_text(json.dumps({"brand": json.dumps(brand)}), encoding="utf-8")
    store = open_store(profile)
    try:
        copy = COPY.with_field("b1@s1", "Kära stamkund")
        return store.save_draft(Draft(DraftId(""), Kind.MAIL, mail_brief(), copy)).id
    finally:
        store.close()


def export(profile: Profile, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    capsys.readouterr()
    status = main(["export", *arguments, "--json", "--profile", str(profile.folder)])
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


def test_every_form_is_written(
    profile: Profile, draft: DraftId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in (".eml", ".html", ".mjml", ".txt", ".md", ".json"):
        path = tmp_path / f"ylva{ending}"
        status, answer, _ = export(profile, capsys, draft, "-o", str(path))

        assert (status, answer["output"], answer["files"][0]) == (0, str(path), str(path))
        assert "Nu är Ylva här" in path.read_text(encoding="utf-8").replace("=C3=A4", "ä")

    message = message_from_bytes((tmp_path / "ylva.eml").read_bytes(), policy=STRICT)
    assert message["from"].addresses[0].addr_spec == "hej@sjobod.se"
    assert "#803000" in (tmp_path / "ylva.html").read_text(encoding="utf-8")


def test_what_is_to_be_known_is_said(
    profile: Profile, draft: DraftId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer, said = export(profile, capsys, draft, "-o", str(tmp_path / "ylva.html"))

    assert answer["files"][1:] == [str(tmp_path / "ylva-pictures" / "ylva.png")]
    assert answer["notes"][0] in said


@pytest.mark.parametrize("name", ["Trogna kunder", "trogna KUNDER", "s1"])
def test_a_segment_is_named(
    name: str, profile: Profile, draft: DraftId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(profile, capsys, draft, "-o", str(tmp_path / "y.txt"), "--segment", name)

    assert (tmp_path / "y.txt").read_text(encoding="utf-8").startswith("Kära stamkund")


def test_a_segment_that_is_not_there_is_a_mistake_of_use(
    profile: Profile, draft: DraftId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, answer, _ = export(profile, capsys, draft, "-o", str(tmp_path / "y.txt"), "--segment", "Alla")

    assert (status, answer["error"]["kind"]) == (2, "usage")
    assert "Trogna kunder" in answer["error"]["hint"]
    assert not (tmp_path / "y.txt").exists()
