"""What the program must bear: kills, damage, a full disk, files made to do harm, and lists at random."""
