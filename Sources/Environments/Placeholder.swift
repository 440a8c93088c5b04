// Room for Environments; replaced by its first source file.
