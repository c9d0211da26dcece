"""Policy packs: what a law or a marketplace says of copy, as dated data that users can add to."""
