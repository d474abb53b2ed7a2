"""Papers of everything that a day holds: who comes where, what to buy, what everybody can do."""
