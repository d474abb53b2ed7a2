"""Lists of who comes: people and groups on shifts, and the projects that they ask for."""
