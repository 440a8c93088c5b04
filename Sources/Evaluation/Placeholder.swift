// Room for Evaluation; replaced by its first source file.
