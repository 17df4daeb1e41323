package dev.sonde.api;

/// A member's place in the engine. Safe for all threads.
public interface Membership {
  /// It is collected at other times from now on.
  void change(Rhythm rhythm);

  /// It is not collected any more: its series end, once a run that goes on has ended. Leaving twice
  /// is fine.
  void leave();
}
