"""The policy packs there are, for the page on which they are chosen; read when that page is opened."""

from __future__ import annotations

import msgspec

from desktop.core.profile import Profile
from desktop.core.words import tr


class PackInfo(msgspec.Struct, frozen=True):
    """A pack as it is listed: its title, what it is about, where its rules come from and when they were looked at.

    A file that could not be read as a pack has a `problem` and no id.
    """

    id: str
    title: str
    about: str = ""
    region: str = ""
    verified_on: str = ""
    source: str = ""
    own: bool = False
    problem: str = ""


def policy_packs(profile: Profile) -> tuple[PackInfo, ...]:
    """Copydesk's packs and those in the folder `policies` of the profile."""
    from desktop.checks.policies.load import damaged_packs, packs
    from desktop.checks.policies.pack import spoken

    folder = profile.folder / "policies"
    own = str(folder) if folder.is_dir() else ""
    found = tuple(
        PackInfo(
            pack.id, pack.title, spoken(pack.about), pack.region, pack.verified_on, pack.source, own=bool(pack.file)
        )
        for pack in packs(own)
    )
    damaged = damaged_packs(own) if own else ()
    return found + tuple(
        PackInfo("", each.file, problem=tr("Cannot be read: {reason}", reason=each.reason)) for each in damaged
    )
