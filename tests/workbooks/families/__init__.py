"""Workbooks as the families seen in the wild lay them out, made up, with the right answer."""
