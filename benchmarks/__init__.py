"""What must be fast, measured against the bare library doing the same work in the same run."""
