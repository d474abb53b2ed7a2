"""Food and goods: allergens, what is food, sharing out, quantities in and out."""
