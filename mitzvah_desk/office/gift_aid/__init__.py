"""Gift Aid: declarations, the gifts of money under them, and the schedule for HMRC."""
