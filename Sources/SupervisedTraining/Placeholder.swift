// Room for SupervisedTraining; replaced by its first source file.
