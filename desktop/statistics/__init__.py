"""What numbers of choices and of people allow to be said, and how surely."""
