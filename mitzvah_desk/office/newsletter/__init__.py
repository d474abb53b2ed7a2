"""The newsletter: what the public may read of a campaign, in the committee's own words."""
