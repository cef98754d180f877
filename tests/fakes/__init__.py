"""Servers that behave like the platforms, for better and for worse. They stand at the wire."""
