import ArgumentParser
@main struct Rlhf: ParsableCommand { }
