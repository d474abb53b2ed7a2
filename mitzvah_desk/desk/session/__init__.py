"""One open file as the screens see it: one way to ask, one way to do, long work beside the window."""
