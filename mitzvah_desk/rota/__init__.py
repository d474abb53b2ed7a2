"""The solver of rotas."""
