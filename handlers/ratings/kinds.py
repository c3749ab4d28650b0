"""好了 and 还没好, as buttons and words say them."""

DONE, NOT_DONE = "好了", "还没好"
