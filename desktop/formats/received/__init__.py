"""Mails that came in, as text: nothing of them is loaded, run or sent anywhere."""
