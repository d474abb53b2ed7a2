"""Print jobs: a paper that is gathered and only wants drawing, and how it is kept."""
