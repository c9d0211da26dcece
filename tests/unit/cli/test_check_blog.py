"""`check blog`: a file of Markdown with front matter is checked by its title, description, address and keyphrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile
from desktop.core.settings import INTERFACE_LANGUAGE
from desktop.store.settings_file import save_settings

BODIES = {
    "en": "The bag is made in a small town and goes to many shops from there.",
    "nl": "De tas wordt in een kleine stad gemaakt en gaat van daar naar veel winkels.",
    "sv": "Väskan görs i en liten stad och går därifrån till många butiker.",
}
PHRASES = {"en": "light backpack", "nl": "lichte rugzak", "sv": "lätt ryggsäck"}


class Desk:
    """`check blog` on a profile of its own."""

    def __init__(self, profile: Profile, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._profile = profile
        self._folder = folder
        self._capsys = capsys

    def check(self, text: str, *more: str, name: str = "post.md") -> tuple[int, Any]:
        """Exit status and the one document."""
        (self._folder / name).write_text(text, encoding="utf-8")
        self._capsys.readouterr()
        arguments = ["check", "blog", str(self._folder / name), "--json", *more]
        status = main([*arguments, "--profile", str(self._profile.folder)])
        return status, json.loads(self._capsys.readouterr().out)


@pytest.fixture
def desk(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(profile, tmp_path, capsys)


def ids(document: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in document["findings"]:
        if each["check"].startswith("search."):
            found.setdefault(each["check"], []).append(each["field"])
    return found


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_what_the_front_matter_says_is_checked(desk: Desk, language: str) -> None:
    phrase = PHRASES[language]
    head = f'title: "Bags"\ndescription: Short.\nslug: A_b\nkeyphrase: "{phrase}"\nlang: {language}'
    text = f"---\n{head}\n---\n\n{BODIES[language]}\n"
    status, document = desk.check(text)
    assert status == 0
    assert document["fields"] == {"title": "Bags", "seo_description": "Short.", "body": f"{BODIES[language]}\n"}
    found = ids(document)
    assert found["search.keyphrase"] == ["title"]
    assert found["search.slug"] == found["search.keyphrase_slug"] == ["slug"]
    assert found["search.keyphrase_description"] == found["search.description_length"] == ["seo_description"]
    assert found["search.text_length"] == ["body"]
    for each in document["findings"]:
        if each["field"] in document["fields"]:
            assert document["fields"][each["field"]][each["start"] : each["end"]] == each["text"]


def test_toml_lists_and_other_names_are_read_and_options_come_first(desk: Desk) -> None:
    text = f'+++\ntitle = "Light backpack"\nfocus_keyphrase = ["light backpack", "laptop bag"]\n+++\n\n{BODIES["en"]}'
    assert "search.keyphrase" in ids(desk.check(text)[1])
    assert "search.keyphrase_length" not in ids(desk.check(text)[1])
    _, document = desk.check(text, "--keyphrase", "one two three four five six seven", "--lang", "en")
    assert "search.keyphrase_length" in ids(document)


def test_a_plain_file_is_its_body_to_the_character(desk: Desk) -> None:
    text = "# Bags\n\nSee [here]().\n"
    _, document = desk.check(text)
    assert "fields" not in document
    (link,) = [each for each in document["findings"] if each["check"] == "links.link" and each["severity"] == "error"]
    assert text[link["start"] : link["end"]] == link["text"]
    assert "search.description_length" not in ids(document)
    status, document = desk.check("--- a dash\n\nText.")
    assert (status, "fields" in document) == (0, False)


def test_a_copy_as_json_and_a_page_are_read(desk: Desk) -> None:
    _, document = desk.check(json.dumps({"title": "Bags", "body": BODIES["en"]}), name="copy.json")
    assert ids(document)["search.text_length"] == ["body"]
    page = f'<html lang="en"><head><title>Bags</title></head><body><h1>Bags</h1><p>{BODIES["en"]}</p></body></html>'
    _, document = desk.check(page, name="post.html")
    assert document["fields"]["title"] == "Bags"
    assert BODIES["en"] in document["fields"]["body"]


def test_front_matter_that_cannot_be_read_is_said(desk: Desk) -> None:
    status, document = desk.check("---\ntitle: [a\n---\n\nText.")
    assert status == 2
    assert document["error"]["kind"] == "input"


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "A broken character stands here."),
    ("nl", "Hier staat een kapot teken."),
    ("sv", "Här står ett trasigt tecken."),
])  # fmt: skip
def test_half_a_character_is_a_remark_and_no_stumbling_block(
    desk: Desk, profile: Profile, tmp_path: Path, language: str, sentence: str
) -> None:
    save_settings(profile.settings, {INTERFACE_LANGUAGE.key: language})
    facts = tmp_path / "facts.json"
    facts.write_text('{"facts": [{"name": "Weight \\ud83d", "value": "980 g"}]}', encoding="utf-8")
    status, document = desk.check('{"body": "It weighs \\ud800 980 g."}', "--facts", str(facts), name="post.json")
    found = [each for each in document["findings"] if each["check"] == "text.hidden"]
    assert (status, [(each["start"], each["end"], each["message"]) for each in found]) == (0, [(10, 11, sentence)])
