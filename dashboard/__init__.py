"""A dashboard for a city's action plan for the 17 UN goals."""

__version__ = "0.1.0"
