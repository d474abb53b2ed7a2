"""The gate: everything that leaves the program passes here, and nowhere else."""
