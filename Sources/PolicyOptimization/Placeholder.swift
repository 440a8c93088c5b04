// Room for PolicyOptimization; replaced by its first source file.
