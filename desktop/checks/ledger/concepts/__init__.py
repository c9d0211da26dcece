"""What words stand for in three languages, where they are said of the product, and what the facts say in such terms."""
