"""Words with fields in them: letters and newsletters."""
