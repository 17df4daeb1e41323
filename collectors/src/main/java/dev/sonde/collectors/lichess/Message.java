package dev.sonde.collectors.lichess;

/// What one line tells.
sealed interface Message {
  /// A game is shown.
  ///
  /// @param played half-moves so far, which are told again one by one; 0 when they are not
  record Shown(Game game, Position position, int played) implements Message {}

  /// A move, or the position before the first one.
  record Moved(Position position) implements Message {}

  /// The game is over.
  record Over(Result result) implements Message {}

  /// Something that does not matter here, or a sign of life.
  record Other() implements Message {}
}
