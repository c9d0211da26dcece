"""Text and files in and out, one module each."""
