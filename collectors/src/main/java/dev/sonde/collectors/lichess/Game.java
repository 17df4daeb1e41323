package dev.sonde.collectors.lichess;

/// What does not change while a game is played.
///
/// @param id letters and digits
record Game(String id, Player white, Player black) {}
