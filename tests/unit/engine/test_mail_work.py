"""Mails through the engine and its worker: what the window asks for, and what takes too long."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.engine import mail_work
from desktop.engine.mail_messages import MAIL_METHODS, ExportMail, RenderMail
from desktop.engine.messages import METHODS
from desktop.engine.pipe import HANDLERS
from tests.fakes.mails import BRAND, COPY, mail_brief, picture_folder
from tests.unit.engine.running import running_engine


def test_a_mail_is_rendered_and_written(profile: Profile, tmp_path: Path) -> None:
    pictures = picture_folder(tmp_path / "pictures")

    async def main() -> None:
        async with running_engine(profile) as engine:
            request = RenderMail(mail_brief(), COPY, BRAND, pictures=pictures, embed=True, dark=True)
            mail = await engine.mails.render(request)
            assert "data:image/png;base64," in mail.html
            assert mail.subject == COPY.text("subject")

            path = tmp_path / "ylva.html"
            done = await engine.mails.export(ExportMail(mail_brief(), COPY, str(path), BRAND, pictures=pictures))
            assert [Path(file).name for file in done.files] == ["ylva.html", "ylva.png"]
            assert done.notes

    asyncio.run(main())


def test_a_mail_that_names_no_language_is_in_the_one_it_is_written_in(profile: Profile) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            mail = await engine.mails.render(RenderMail(replace(mail_brief(), language=""), COPY, BRAND))
            assert 'lang="sv"' in mail.html

    asyncio.run(main())


def test_a_text_that_takes_too_long_ends_in_a_sentence_and_the_next_one_works(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_work, "RENDER_MAIL_S", 1.5)

    async def main() -> None:
        async with running_engine(profile) as engine:
            await engine.mails.render(RenderMail(mail_brief(), COPY, BRAND))
            with pytest.raises(UserError) as error:
                await engine.mails.render(RenderMail(mail_brief(), COPY.with_field("b2", "[" * 20_000), BRAND))
            assert "too complex" in error.value.problem.message
            assert (await engine.mails.render(RenderMail(mail_brief(), COPY, BRAND))).html

    asyncio.run(main())


def test_what_the_pipe_carries_is_what_the_engine_answers() -> None:
    for name, types in MAIL_METHODS.items():
        if name in METHODS:
            assert METHODS[name] == types
            assert name in HANDLERS

    request = RenderMail(mail_brief(), COPY, BRAND, sample={"first_name": "Åsa"})
    assert msgspec.json.decode(msgspec.json.encode(request), type=RenderMail) == request
