"""Received mails through the engine and its worker."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.core.received import MailVerdict
from desktop.engine import inspecting
from desktop.engine.mail_messages import InspectMail
from tests.unit.engine.running import running_engine

BANK = Path(__file__).parents[2] / "data" / "received" / "nl-bank-limit.eml"


def test_a_file_and_a_pasted_text_are_looked_at_and_bad_input_is_said(profile: Profile) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            found = await engine.inspecting.inspect(InspectMail(path=str(BANK)))
            assert found.inspection.verdict is MailVerdict.PHISHING
            pasted = await engine.inspecting.inspect(InspectMail(text="Hoi, tot morgen. Groetjes, Anne"))
            assert pasted.inspection.verdict is MailVerdict.CLEAN
            with pytest.raises(UserError):
                await engine.inspecting.inspect(InspectMail(path=str(BANK.with_name("none.eml"))))
            again = await engine.inspecting.inspect(InspectMail(path=str(BANK), own_domains=("havn.example",)))
            assert again.inspection.verdict is MailVerdict.PHISHING

    asyncio.run(main())


def test_a_mail_that_takes_too_long_is_given_up(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "INSPECT_S", 0.01)

    async def main() -> None:
        async with running_engine(profile) as engine:
            with pytest.raises(UserError) as caught:
                await engine.inspecting.inspect(InspectMail(text="word " * 30_000))
            assert caught.value.problem.hint

    asyncio.run(main())
