"""Projects of a campaign: what is read of them, their details, the committee's own lists, the next year."""
