"""Workbooks as the families seen in the wild lay them out, with made-up texts and the right answer."""
