"""Texts that are made to be slow are judged in seconds."""

from __future__ import annotations

import time

import pytest

from desktop.checks.received.inspect import inspect_mail
from desktop.formats.received.reading import read_received

HEAD = b"From: a <a@b.example>\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"


@pytest.mark.parametrize("body", [b"1" * 60_000, b"a" * 60_000, b"NL12 BANK 0123 " * 4_000, b"a@" * 30_000])
def test_a_text_without_end_is_judged(body: bytes) -> None:
    began = time.process_time()
    inspect_mail(read_received(HEAD + body))
    assert time.process_time() - began < 30


def test_a_long_word_hides_nothing_behind_it() -> None:
    body = b"9" * 5_000 + b"\n\nUw bankrekening is geblokkeerd. Betaal direct op https://203.0.113.7/betaal\n"
    found = inspect_mail(read_received(HEAD + body))
    assert any("203.0.113.7" in each.detail or "203" in str(each.evidence) for each in found.signs)
