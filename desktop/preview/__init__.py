"""The process that draws mails as they arrive: QtWebEngine without scripts and without a network.

It is an optional part of the program (`PySide6_Addons`) and imports no other room.
"""
