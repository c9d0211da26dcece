"""Mails as they are sent: MJML, HTML, plain text, `.eml` and Markdown."""
