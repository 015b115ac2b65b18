"""Page parts as functions of values."""
