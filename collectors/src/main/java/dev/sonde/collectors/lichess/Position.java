package dev.sonde.collectors.lichess;

import java.util.OptionalDouble;

/// What is on the board and on the clocks.
///
/// @param fen empty when it was not told
/// @param lastMove empty before the first one
record Position(String fen, String lastMove, OptionalDouble whiteTime, OptionalDouble blackTime) {}
