// Room for Aggregation; replaced by its first source file.
