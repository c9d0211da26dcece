"""The catalogue of models: what it says is consistent, and it never claims what nobody knows."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from desktop.core.brief import LANGUAGES
from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.core.words import set_language
from desktop.engine.catalogue import Catalogue, Grade, GradesFrom, HubSource, WheelSource, load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _changed(change: dict[str, object]) -> str:
    """The shipped catalogue with its first model changed."""
    raw = json.loads(resource_text("models.json"))
    raw["models"][0] |= change
    return json.dumps(raw)


def test_local_alone_is_the_default_model(catalogue: Catalogue) -> None:
    assert catalogue.model("local").id == "local/qwen2.5-coder-1.5b"
    assert catalogue.model("local") is catalogue.model("local/qwen2.5-coder-1.5b")


def test_the_default_model_is_the_one_that_was_verified(catalogue: Catalogue) -> None:
    model = catalogue.model("local")
    assert model.size == 1_117_320_768
    assert model.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert [type(source) for source in model.sources] == [HubSource, WheelSource]


def test_every_entry_is_complete(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert model.id.startswith("local/")
        assert re.fullmatch(r"[0-9a-f]{64}|", model.sha256)
        assert re.fullmatch(r"[\w.-]+\.gguf", model.file)
        assert set(model.grades) >= set(LANGUAGES)
        assert model.memory_mb > model.size / 1_000_000
        assert model.sources
        assert model.licence


def test_a_file_in_parts_has_a_hash_to_be_checked_against(catalogue: Catalogue) -> None:
    parted = [model for model in catalogue.models if any(isinstance(source, WheelSource) for source in model.sources)]
    assert len(parted) == 2
    assert all(model.sha256 for model in parted)


def test_only_the_models_that_wrote_for_us_are_graded_as_measured(catalogue: Catalogue) -> None:
    measured = {model.id for model in catalogue.models if model.grades_from is GradesFrom.MEASURED}
    assert measured == {"local/qwen2.5-coder-1.5b", "local/qwen2.5-coder-0.5b"}


def test_an_unknown_model_is_answered_with_those_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(UserError) as caught:
        catalogue.model("local/gpt-7")
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert "local/gpt-7" in caught.value.problem.message
    assert "local/qwen2.5-coder-0.5b" in caught.value.problem.hint


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_better_models_for_a_language_come_best_first_and_of_equals_the_smallest(
    catalogue: Catalogue, language: str
) -> None:
    better = catalogue.better_for(language, catalogue.model("local").grade(language))
    assert [model.id for model in better] == ["local/eurollm-9b", "local/gemma-3-4b", "local/qwen3-4b"]


def test_nothing_is_better_than_good(catalogue: Catalogue) -> None:
    assert catalogue.better_for("en", Grade.GOOD) == ()


def test_nothing_is_offered_for_a_language_that_nobody_has_graded(catalogue: Catalogue) -> None:
    assert catalogue.better_for("xx", None) == ()


def test_a_grade_is_a_sentence_for_the_writer() -> None:
    set_language("en")
    sentences = {grade.sentence for grade in Grade}
    assert len(sentences) == len(Grade)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_grades_have_an_order() -> None:
    assert sorted(Grade, key=lambda grade: grade.rank) == [Grade.NONE, Grade.POOR, Grade.FAIR, Grade.GOOD]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "local/qwen2.5-coder-0.5b"}, "two models have the same id"),
        ({"file": "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"}, "two models have the same file"),
        ({"id": "local/renamed"}, "the default model local/qwen2.5-coder-1.5b is not in the catalogue"),
        ({"size": 1_000}, "the parts of local/qwen2.5-coder-1.5b do not add up to its size"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load_catalogue(_changed(change))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="sha265"):
        load_catalogue(_changed({"sha265": "typing mistake"}))
