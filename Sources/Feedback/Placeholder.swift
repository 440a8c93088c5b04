// Room for Feedback; replaced by its first source file.
