"""A workbook's own bytes with a few of them exchanged, never written anew."""
