"""The translator's workbench: rows of source and target, and what is known of each beside them."""
