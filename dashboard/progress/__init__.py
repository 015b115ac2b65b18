"""From tables to marks: pure functions, nothing kept."""
