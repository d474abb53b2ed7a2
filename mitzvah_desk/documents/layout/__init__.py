"""What every paper is laid out with: fonts, text, blocks, tables, the skeleton of a page."""
