"""One file a page: its address and its sections."""
