"""Who decides, who knows, what comes of it: a study of your own agent sessions."""

__version__ = "0.1.0"

__all__ = ["__version__"]
