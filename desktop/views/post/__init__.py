"""Blog posts and pages of a shop: the editor of long Markdown texts."""
