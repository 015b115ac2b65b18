"""Marking a workbook: its own bytes with a few of them exchanged, never written anew."""
