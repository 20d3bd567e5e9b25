"""The version, in one place: the package shows it and the build reads it."""

__version__ = "0.1.0.dev0"
TENSORFLOW = "2.21.0"  # whose behaviour the faces have
