"""The research-evidence pipeline behind health articles."""

__version__ = "0.1.0"
