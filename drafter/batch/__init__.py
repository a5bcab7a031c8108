"""Many documents in, many out: whatever happens in between, what was done stays done."""
