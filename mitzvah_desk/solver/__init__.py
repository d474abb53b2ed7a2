"""The rota's solver: the problem, a seeded search, the bound and proof, the explanation."""
