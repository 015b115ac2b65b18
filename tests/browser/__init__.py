"""Journeys through the running program in a real Chromium."""
