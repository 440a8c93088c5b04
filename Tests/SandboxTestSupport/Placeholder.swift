// Conformance checkers stand in this folder, one for each protocol.
