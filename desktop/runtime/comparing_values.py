"""What the comparison needs of the desk, and the values it hands to the views."""

from __future__ import annotations

import msgspec

from desktop.core.errors import Problem
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.permission import Permission
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread


class Services(msgspec.Struct, frozen=True, eq=False):
    """The services of the desk that a comparison works with; without `permission`, nothing is asked before sending."""

    session: DraftSession
    drafts: Drafts
    store: StoreThread
    engine: EngineClient
    settings: SettingsService
    notices: Notices
    options: WorkspaceOptions
    models: ModelsService
    providers: ProvidersService
    permission: Permission | None = None


class GridEstimate(msgspec.Struct, frozen=True):
    """What writing the boxes of a grid would take: variants, calls, money in `currency`, seconds until the last one.

    `cost` adds up what is known, `None` when nothing is; `unknown` counts the models whose price nobody knows.
    `leaves` are the providers it goes to, as people call them, `stays` the variants that stay on this computer.
    `problem` is why it cannot be written as it stands.
    """

    variants: int = 0
    calls: int = 0
    cost: float | None = 0.0
    currency: str = "USD"
    seconds: float | None = 0.0
    leaves: tuple[str, ...] = ()
    stays: int = 0
    unknown: int = 0
    problem: Problem | None = None
