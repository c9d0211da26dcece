from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.engine.logs import start_log
from desktop.engine.redaction import HIDDEN, Redactor, Secret, redact_shapes

LOOKS_LIKE_KEYS = (
    "sk-proj-Ab12Cd34Ef56Gh78",
    "sk-ant-api03-xyzxyzxyz",
    "Bearer abcdef123",
    "api_key=geheim12345",
    'x-api-key: "geheim12345"',
    '"authorization": "geheim12345"',
    "https://user:geheim@example.org/v1",
    "AIzaSyA1234567890abcdefghijk",
    "hf_abcdefghijklmnop",
    "gsk_abcdefghijklmnop",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
    "Incorrect API key provided: sk-12345678***90ab.",
)
HARMLESS = (
    "The key facts of this mug",
    "risk-averse buyers",
    "ask-me-anything",
    "a task-oriented desk lamp",
    "Tokens: 512, password-free login",
    "https://example.org:8080/v1",
)


@pytest.mark.parametrize("text", LOOKS_LIKE_KEYS)
def test_what_looks_like_a_key_is_hidden(text: str) -> None:
    cleaned = redact_shapes(text)
    assert HIDDEN in cleaned
    for part in ("geheim", "Ab12Cd34", "xyzxyz", "abcdef", "SyA1234", "IOSFODNN", "eyJzdWIi", "12345678"):
        assert part not in cleaned


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_text_stays(text: str) -> None:
    assert redact_shapes(text) == text


def test_a_known_key_of_any_shape_is_hidden() -> None:
    redactor = Redactor()
    redactor.know(Secret("correct horse battery"))
    redactor.know(Secret("none"))
    assert redactor.clean("with correct horse battery, none left") == f"with {HIDDEN}, none left"


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("correct horse")
    assert "horse" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "correct horse"
    assert secret == Secret("correct horse")
    assert len({secret, Secret("correct horse")}) == 1


def test_the_log_holds_no_key_not_even_in_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    redactor = Redactor()
    redactor.know(Secret("correct horse battery"))
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers.clear()
    try:
        start_log(tmp_path / "logs" / "engine.log", redactor)
        log = logging.getLogger("desktop.test")
        try:
            raise ValueError("correct horse battery")
        except ValueError:
            log.warning("key %s", "sk-proj-Ab12Cd34Ef56Gh78", exc_info=True)
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = before
        root.setLevel(level)
    written = (tmp_path / "logs" / "engine.log").read_text(encoding="utf-8")
    for text in (written, capsys.readouterr().err):
        assert "horse" not in text
        assert "Ab12" not in text
        assert "Traceback" in text


def test_a_profile_that_cannot_be_written_still_logs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers.clear()
    try:
        start_log(tmp_path / "logs" / "engine.log", Redactor())
        logging.getLogger("desktop.test").info("here")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert "here" in capsys.readouterr().err
