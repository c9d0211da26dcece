"""What words claim, and whether the facts bear it: values, parts, additions, makers, promises."""
