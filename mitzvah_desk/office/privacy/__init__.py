"""What is held about a person, given out to them and erased (UK GDPR, articles 15 and 17)."""
