"""Charts: pure functions from released numbers to marks with their places worked out; a theme only draws them. A missing number has no mark."""
