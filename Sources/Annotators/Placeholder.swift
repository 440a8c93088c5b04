// Room for Annotators; replaced by its first source file.
