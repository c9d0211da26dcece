"""The small parts that every screen is made of; they take words and values, and know no draft."""
