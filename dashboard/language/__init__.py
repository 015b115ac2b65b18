"""What people read: words, numbers, dates."""
