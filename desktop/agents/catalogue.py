"""The agents, by the kind of draft that they write."""

from __future__ import annotations

from desktop.agents.blog import BlogAgent
from desktop.agents.mail import MailAgent
from desktop.agents.product import ProductAgent
from desktop.agents.task import Agent
from desktop.core.brief import Kind
from desktop.core.errors import Bug, ErrorKind, UserError
from desktop.core.words import tr

AGENTS: tuple[Agent, ...] = (ProductAgent(), MailAgent(), BlogAgent())
"""Every agent; one for a kind."""

if len({agent.kind for agent in AGENTS}) != len(AGENTS):
    raise Bug(ErrorKind.BUG, "Two agents write the same kind of draft.")


def agent_for(kind: Kind) -> Agent:
    """The agent for a kind; a `UserError` (unsupported) where there is none yet."""
    for agent in AGENTS:
        if agent.kind is kind:
            return agent
    raise UserError(ErrorKind.UNSUPPORTED, tr("Product copy, mails, posts and replies can be written so far."))
