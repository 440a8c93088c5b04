// Room for Statistics; replaced by its first source file.
