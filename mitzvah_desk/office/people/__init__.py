"""People, households and groups: what is read of them, what they did and wish, merging, erasing."""
