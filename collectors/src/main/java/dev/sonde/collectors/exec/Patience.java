package dev.sonde.collectors.exec;

import java.time.Duration;

/// How long pipes are waited for.
///
/// @param open until a pipe has an end though its program has ended: then whatever keeps it open is
///   ended, too
/// @param ended until it has one when all that might keep it open was ended
record Patience(Duration open, Duration ended) {
  static final Patience USUAL = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
}
