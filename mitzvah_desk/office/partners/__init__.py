"""Partner organisations: what is read of them."""
