"""What stands against an assignment, a shift or a delivery's driver, each rule with its source."""
