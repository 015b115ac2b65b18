"""The only room that writes: editions and drafts."""
