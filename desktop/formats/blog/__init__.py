"""Blog posts in and out: Markdown, pages, documents, and the import files of shops and blogs."""
