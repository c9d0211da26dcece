"""The command line as its contract fixes it: one JSON document, kinds of errors, exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.cli import main
from desktop.cli.write import variant_document
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Variant
from desktop.core.errors import EXIT_STATUS, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.client import open_store

REPOSITORY = Path(__file__).resolve().parents[3]


class Program:
    """The command line on a profile of its own."""

    def __init__(self, profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.profile = profile
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def run(self, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        self._capsys.readouterr()
        status = main([*arguments, "--profile", str(self.profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def json(self, *arguments: str, stdin: str = "") -> tuple[int, Any]:
        """Exit status and the one JSON document."""
        status, out, _ = self.run(*arguments, "--json", stdin=stdin)
        assert out.count("\n") == 1
        return status, json.loads(out)


@pytest.fixture
def program(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(profile, capsys, monkeypatch)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    facts = {
        "product": "Havn",
        "facts": [{"id": "weight", "name": "Weight", "value": "980", "unit": "g", "must_mention": True}],
    }
    copies = {
        "good.json": {"title": "Havn backpack", "description": "It weighs 980 grams."},
        "long.json": {"title": "x" * 71, "description": "It weighs 980 grams."},
        "facts.json": facts,
    }
    for name, document in copies.items():
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"title": ', encoding="utf-8")
    (tmp_path / "plain.txt").write_text("Just a plain text.\n", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    return tmp_path


def saved(profile: Profile) -> tuple[Draft, list[str]]:
    store = open_store(profile)
    try:
        draft = store.save_draft(
            Draft(DraftId(""), brief=Brief(product="Wool blanket", language="en"), copy=Copy({"title": "Warm"}))
        )
        first = store.add_version(draft, Origin.TYPED)
        draft = store.save_draft(
            msgspec.structs.replace(draft, copy=Copy({"title": "Warm wool", "description": "Made of wool."}))
        )
        second = store.add_version(draft, Origin.NAMED, "Approved")
        return draft, [str(first.id), str(second.id)]
    finally:
        store.close()


def test_measure_counts_standard_input_without_its_final_line_break(program: Program) -> None:
    status, found = program.json("measure", "--channel", "shop.title", stdin="Havn\n")
    assert status == 0
    assert found == {
        "channel": "shop.title",
        "count": 4,
        "limit": 70,
        "unit": "characters",
        "fits": True,
        "parts": None,
        "encoding": None,
    }


def test_measure_of_a_text_message(program: Program) -> None:
    _, found = program.json("measure", "--channel", "sms", stdin="België" + "x" * 70)
    assert (found["unit"], found["parts"], found["encoding"], found["fits"]) == ("UTF-16 units", 2, "UCS-2", False)


def test_channels_lists_every_channel_with_its_source(program: Program) -> None:
    _, found = program.json("channels")
    ids = {each["id"] for each in found["channels"]}
    assert {"shop.title", "seo.title", "sms", "x.post", "google_ads.headline", "instagram.caption", "mail.html"} <= ids
    assert all(each["source"] and each["verified_on"] and each["limit"] for each in found["channels"])


def test_check_of_one_file(program: Program, files: Path) -> None:
    status, found = program.json(
        "check",
        "product",
        str(files / "long.json"),
        "--facts",
        str(files / "facts.json"),
        "--lang",
        "en",
        "--channel",
        "shop.title",
    )
    assert status == 0
    (claim,) = found["claims"]
    assert (claim["text"], claim["verdict"], claim["facts"]) == ("980 grams", "supported", ["weight"])
    assert found["forgotten"] == []
    limit = next(each for each in found["findings"] if each["check"] == "limits.hard")
    assert (limit["severity"], limit["field"], limit["start"], limit["end"]) == ("error", "title", 70, 71)
    assert set(found) >= {"findings", "claims", "forgotten", "metrics"}


def test_strict_makes_an_error_an_exit_status(program: Program, files: Path) -> None:
    arguments = ["check", "product", str(files / "long.json"), "--channel", "shop.title"]
    assert program.run(*arguments)[0] == 0
    assert program.run(*arguments, "--strict")[0] == 1
    assert program.run("check", "product", str(files / "good.json"), "--channel", "shop.title", "--strict")[0] == 0


def test_many_files_are_answered_together_and_the_worst_status_wins(program: Program, files: Path) -> None:
    status, found = program.json(
        "check", "product", str(files / "good.json"), str(files / "broken.json"), str(files / "plain.txt")
    )
    assert status == 2
    assert [Path(each["file"]).name for each in found["files"]] == ["good.json", "broken.json", "plain.txt"]
    assert found["files"][1]["error"]["kind"] == "input"
    assert "findings" in found["files"][2]


@pytest.mark.parametrize(
    ("copy", "told"), [("Weighs 890 g", True), ("The bag weighs 890 g and it is what you want.", False)]
)
def test_claims_that_were_not_compared_are_told(program: Program, files: Path, copy: str, told: bool) -> None:
    (files / "sheet.json").write_text('{"facts": [{"name": "Weight", "value": "980 g"}]}', encoding="utf-8")
    arguments = ("check", "product", "-", "--facts", str(files / "sheet.json"), "--json")
    _, out, err = program.run(*arguments, stdin=copy)
    assert ("--lang" in err, json.loads(out)["claims"] == []) == (told, told)
    _, out, err = program.run(*arguments, "--lang", "EN-gb", stdin=copy)
    assert (err, json.loads(out)["claims"][0]["verdict"]) == ("", "contradicted")


@pytest.mark.parametrize(
    ("sheet", "product", "language", "facts", "said"),
    [
        ("Name;Weight;Volume\nHavn;980 g;19 l\nSund;1 kg;25 l\n", "Havn", "en", ["Weight: 980 g", "Volume: 19 l"], "2"),
        ("Name;Weight\nHavn;980 g\n", "Havn", "en", ["Weight: 980 g"], ""),
        ("Name;Havn bag\nWeight;980 g\nVolume;19 l\n", "Havn bag", "en", ["Weight: 980 g", "Volume: 19 l"], ""),
        ("Weight;980 g\nVolume;19,5 l\n", "", "en", ["Weight: 980 g", "Volume: 19,5 l"], ""),
        ('Property,Value\nWeight,980 g\nColour,"black, navy"\n', "", "en",
         ["Weight: 980 g", "Colour: black, navy"], ""),
        ("Gewicht: 980 g; inhoud: 19,5 l\nGarantie: 5 jaar\n", "", "nl",
         ["Gewicht: 980 g", "inhoud: 19,5 l", "Garantie: 5 jaar"], ""),
        ("Vikt\t980 g\nVolym\t19 l\n", "", "sv", ["Vikt: 980 g", "Volym: 19 l"], ""),
        ("Gewicht: 980 g\nMaße: 20 x 30 cm\n", "", "", ["Gewicht: 980 g", "Maße: 20 x 30 cm"], ""),
    ],
)  # fmt: skip
def test_facts_are_taken_from_a_sheet(
    program: Program, files: Path, sheet: str, product: str, language: str, facts: list[str], said: str
) -> None:
    (files / "sheet.csv").write_text(sheet, encoding="utf-8")
    status, out, err = program.run("facts", "extract", str(files / "sheet.csv"), "--json")
    found = json.loads(out)
    told = [f"{each['name']}: {each['value']} {each['unit']}".strip() for each in found["facts"]]
    assert (status, found["product"], found["language"], told) == (0, product, language, facts)
    assert said in err if said else not err


def test_what_was_not_read_as_facts_is_in_the_notes(program: Program) -> None:
    _, found = program.json("facts", "extract", "-", stdin="Bag\n\nWeight: 980 g\nAs light as a summer morning.\n")
    assert found["notes"] == "As light as a summer morning."


def test_no_channel_means_no_limits(program: Program, files: Path) -> None:
    _, found = program.json("check", "product", str(files / "long.json"))
    assert not [each for each in found["findings"] if each["check"].startswith("limits")]


def test_a_language_that_is_not_known_gets_the_checks_that_need_none_and_is_told(program: Program, files: Path) -> None:
    (files / "deutsch.txt").write_text("Der Rucksack wiegt 980 g.\u202e Er ist da.", encoding="utf-8")
    status, out, err = program.run("check", "blog", str(files / "deutsch.txt"), "--lang", "de", "--json")
    found = {each["check"]: each["severity"] for each in json.loads(out)["findings"]}
    assert (status, found) == (0, {"text.hidden": "warning", "language.unsupported": "info"})
    assert "de" in err


@pytest.mark.parametrize(
    ("arguments", "kind", "part"),
    [
        (["measure", "--channel", "shop.titel"], "usage", "shop.titel"),
        (["check", "product", "nowhere.json"], "input", "nowhere.json"),
        (["check", "product", "{files}/broken.json"], "input", "line 1, column 11"),
        (["check", "product", "{files}/latin.txt"], "input", "UTF-8"),
        (["check", "product", "{files}/number.json"], "input", "“title” must be a text"),
        (["check", "product", "{files}/list.json"], "input", "an object in braces"),
        (["check", "product", "{files}/good.json", "--facts", "{files}/plain.txt"], "input", "not JSON"),
        (["check", "product", "{files}/good.json", "--lang", "Deutsch"], "unsupported", "Deutsch"),
        (["write", "product", "--brief", "{files}/good.json", "--lang", "de"], "unsupported", "de"),
        (["check", "product", "{files}/good.json", "--channel", "nope"], "usage", "nope"),
        (["write", "product", "--brief", "{files}/empty.json"], "input", "empty"),
        (["write", "product", "--brief", "{files}/good.json", "--variants", "0"], "usage", "--variants"),
        (["write", "product"], "usage", "--brief"),
        (["history", "show", "nobody"], "input", "nobody"),
        (["history", "diff", "x", "y"], "input", "x"),
        (["export", "nobody", "-o", "x.md"], "input", "nobody"),
        (["bogus"], "usage", "bogus"),
        (["bench", "nothing"], "usage", "nothing"),
    ],
)
def test_an_error_is_a_kind_and_a_sentence(
    program: Program, files: Path, arguments: list[str], kind: str, part: str
) -> None:
    (files / "empty.json").write_text('{"kind": "product"}', encoding="utf-8")
    (files / "good.json").write_text('{"kind": "product", "product": "Bag"}', encoding="utf-8")
    (files / "number.json").write_text('{"title": 3}', encoding="utf-8")
    (files / "list.json").write_text('["title"]', encoding="utf-8")
    given = [each.replace("{files}", str(files)) for each in arguments]
    status, found = program.json(*given)
    assert status == EXIT_STATUS[ErrorKind(kind)]
    assert found["error"]["kind"] == kind
    assert part in found["error"]["message"]
    status, out, err = program.run(*given)
    assert (status, out) == (EXIT_STATUS[ErrorKind(kind)], "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_history_lists_searches_shows_and_compares(program: Program) -> None:
    draft, (first, second) = saved(program.profile)
    _, listed = program.json("history", "list")
    assert [each["title"] for each in listed["drafts"]] == ["Wool blanket"]
    _, found = program.json("history", "search", "made", "wool")
    hit = found["results"][0]
    assert set(hit) == {"draft", "version", "kind", "language", "title", "snippet", "saved_at"}
    assert (hit["draft"], hit["version"], hit["kind"], hit["language"]) == (draft.id, second, "product", "en")
    assert "\x02" not in hit["snippet"]
    _, shown = program.json("history", "show", draft.id)
    assert [each["id"] for each in shown["versions"]] == [second, first]
    _, version = program.json("history", "show", first)
    assert version["fields"] == {"title": "Warm"}
    _, diff = program.json("history", "diff", first, second)
    assert diff["fields"]["title"] == [{"op": "same", "text": "Warm"}, {"op": "add", "text": " wool"}]


def test_restoring_is_a_version_of_its_own(program: Program) -> None:
    draft, (first, _) = saved(program.profile)
    _, restored = program.json("history", "restore", first)
    assert restored["draft"] == draft.id
    _, shown = program.json("history", "show", draft.id)
    assert shown["fields"] == {"title": "Warm"}
    assert shown["versions"][0]["origin"] == "restored"
    assert len(shown["versions"]) == 3


@pytest.mark.parametrize("query", ["'", '"', "NEAR(", "*", "a AND", "-", "\x00", "ÅÄÖ ë", "x" * 5000])
def test_no_search_is_an_error(program: Program, query: str) -> None:
    saved(program.profile)
    status, found = program.json("history", "search", "--", query)
    assert status == 0
    assert isinstance(found["results"], list)


def test_export_writes_by_the_ending(program: Program, tmp_path: Path) -> None:
    draft, _ = saved(program.profile)
    for ending in ("md", "html", "json"):
        path = tmp_path / f"out.{ending}"
        status, found = program.json("export", draft.id, "-o", str(path))
        assert (status, found["output"]) == (0, str(path))
        assert "Warm wool" in path.read_text(encoding="utf-8")
    assert program.json("export", draft.id, "-o", str(tmp_path / "out.docx"))[0] == 0
    assert (tmp_path / "out.docx").read_bytes().startswith(b"PK")
    status, found = program.json("export", draft.id, "-o", str(tmp_path / "out.odt"))
    assert (status, found["error"]["kind"]) == (2, "unsupported")


def test_a_variant_that_failed_carries_its_error() -> None:
    from desktop.core.errors import Problem

    document = variant_document(
        Variant("v1", "m", "product/1", complete=False, error=Problem(ErrorKind.TIMEOUT, "No answer.", "Try again."))
    )
    assert document["complete"] is False
    assert document["error"] == {"kind": "timeout", "message": "No answer.", "hint": "Try again."}
    assert document["usage"] == {"prompt_tokens": 0, "completion_tokens": 0, "cost": None, "currency": "USD"}


def test_the_program_starts_without_qt_and_without_what_few_commands_need() -> None:
    code = (
        "import sys, desktop.cli; late = ('PySide6', 'litellm', 'markdown_it', 'docx', 'mammoth', 'bs4');"
        "sys.exit(any(name.split('.')[0] in late for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0


@pytest.mark.model
def test_write_with_the_model_on_this_computer(program: Program, local_model_05b: Path, files: Path) -> None:
    brief = {
        "kind": "product",
        "product": "Havn backpack",
        "language": "en",
        "channels": ["shop.title"],
        "facts": [{"name": "Weight", "value": "980", "unit": "g"}],
    }
    (files / "brief.json").write_text(json.dumps(brief), encoding="utf-8")
    status, found = program.json(
        "write",
        "product",
        "--brief",
        str(files / "brief.json"),
        "--model",
        "local/qwen2.5-coder-0.5b",
        "--max-repairs",
        "0",
    )
    assert status == 0, found
    assert set(found) == {"draft", "kind", "language", "variants"}
    variant = found["variants"][0]
    assert variant["complete"] is True
    assert 0 < len(variant["fields"]["title"]) <= 70
    assert variant["usage"]["cost"] == 0
    assert variant["timing"]["first_token_s"] > 0
    _, shown = program.json("history", "show", found["draft"])
    assert shown["fields"]["title"] == variant["fields"]["title"]
