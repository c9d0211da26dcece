"""What can be said of a translation beside its source, without a model."""
