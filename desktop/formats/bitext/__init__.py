"""Files with texts in two languages, in and out."""
