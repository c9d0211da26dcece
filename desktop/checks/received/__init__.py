"""Signs of phishing in mails that came in, found without any model."""
