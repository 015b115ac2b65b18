"""Published rules that turn a series into a class."""
