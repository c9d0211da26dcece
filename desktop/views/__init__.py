"""The window: one room per screen, small shared parts in `widgets`; calls the runtime and listens to it."""
