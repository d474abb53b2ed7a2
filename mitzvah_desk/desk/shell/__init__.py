"""The window itself: its menus, the welcome page, opening, backups, search, help."""
