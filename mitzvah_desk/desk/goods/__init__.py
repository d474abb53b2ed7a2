"""The Goods area."""
