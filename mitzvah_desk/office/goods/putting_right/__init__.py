"""What was told wrongly is put right: lines of a delivery, a hand-over, the day of a donation."""
