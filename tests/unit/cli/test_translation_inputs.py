"""A memory or terms of the profile where a command takes a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.context import Context
from desktop.cli.program import main
from desktop.cli.translation_inputs import memory_file, terms_file
from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.core.term import Term
from desktop.core.translation import MemoryUnit
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.terms_file import read_terms
from desktop.store.store import Store
from tests.unit.store.samples import opened


@pytest.fixture
def context(profile: Profile) -> Context:
    with opened(profile) as store:
        _fill(store)
    return Context(profile, Settings({}), as_json=True)


def _fill(store: Store) -> None:
    store.add_units(store.new_memory("Webshop", "eng", "dut").id, [MemoryUnit("Warm {1}", "Warme {1}")])
    base = store.new_term_base("Stijl").id
    store.put_term(base, Term("sock", "sok", ("kous",), source_language="en", target_language="nl"))
    store.put_term(base, Term("sock", "socka", source_language="en", target_language="sv"))


def test_a_memory_of_the_profile_comes_as_a_file(context: Context) -> None:
    data, name = memory_file("webshop", context, "en-GB", "nl")
    assert name == "Webshop.tmx"
    (segment,) = open_bitext(data, name, "en-GB", "nl").segments
    assert (segment.source.text, segment.target.text) == ("Warm {1}", "Warme {1}")
    assert memory_file("1", context)[0] == memory_file("webshop", context, "sv", "de")[0]


def test_terms_of_the_profile_come_as_a_file(context: Context) -> None:
    data, name = terms_file("Stijl", context, "en", "nl-NL")
    assert [term.target for term in read_terms(data, name, "en", "nl-NL")] == ["sok"]


def test_a_file_goes_before_a_memory_of_its_name(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Webshop").write_bytes(b"mine")
    assert memory_file("Webshop", context) == (b"mine", "Webshop")


def test_neither_is_a_sentence(context: Context) -> None:
    for find in (memory_file, terms_file):
        with pytest.raises(UserError, match=r"There is no file gone\.tmx"):
            find("gone.tmx", context)
        with pytest.raises(UserError, match="“Gone”") as caught:
            find("Gone", context)
        assert "There are: " in caught.value.problem.hint


def test_review_goes_by_a_memory_and_terms_of_the_profile(
    context: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("en,nl\nWarm sock,Warme kous\n", encoding="utf-8")
    arguments = ["--profile", str(context.profile.folder), "--json", "review", str(tmp_path / "a.csv")]
    assert main([*arguments, "--terms", "stijl", "--memory", "webshop"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {each["text"] for each in findings if each["check"] == "terms"} == {"kous", "sock"}
