"""The calendar of posts: a month, a list, and the ideas that wait for a day."""
