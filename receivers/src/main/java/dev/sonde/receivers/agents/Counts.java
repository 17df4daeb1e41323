package dev.sonde.receivers.agents;

import dev.sonde.api.PushAccount;

/// Samples of one sender, by what became of them.
///
/// @param accepted safe for the first time
/// @param repeated here before
/// @param filtered left out on purpose
/// @param refused not taken, as often as that happened
public record Counts(long accepted, long repeated, long filtered, long refused) {
  static final Counts NONE = new Counts(0, 0, 0, 0);

  Counts plus(PushAccount push) {
    return new Counts(
        accepted + push.accepted(),
        repeated + push.repeated(),
        filtered + push.filtered(),
        refused + push.refused());
  }
}
