from PyQt6.QtCore import QObject

class QApplication(QObject):
    def __init__(self, *arguments: object) -> None: ...

class QMainWindow(QObject):
    def isVisible(self) -> bool: ...
