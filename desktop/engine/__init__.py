"""Everything that speaks with models: gateway, models on this computer, jobs, the pipe."""
