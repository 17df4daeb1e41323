package dev.sonde.receivers.agents;

/// Something that is wrong with a sender.
///
/// @param words for people
record Finding(Kind kind, String words) {
  enum Kind {
    /// It dropped samples before it could bring them.
    LOST,
    /// Another machine brings samples under its identity.
    FORKED,
    /// This hub has less than it had taken.
    RESTORED
  }
}
