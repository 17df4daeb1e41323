package dev.sonde.collectors.lichess;

import java.util.OptionalDouble;

/// One of the two.
///
/// @param name empty for a machine and whoever has no account
/// @param title such as GM or BOT; empty without one
record Player(String name, String title, OptionalDouble rating) {
  static final Player NOBODY = new Player("", "", OptionalDouble.empty());
}
