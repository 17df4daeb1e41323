package dev.sonde.api;

import java.util.Optional;

/// What was noted and is safe. Safe for all threads.
///
/// A note is bounded in time, too: one that was not written again for days may leave, sooner when
/// there are many.
public interface Notes {
  /// The newest note of an owner under a place.
  Optional<Note.Text> find(String owner, Note.Place place);

  /// How many bytes an owner may still note under places that it has not used, [#cost] for each;
  /// zero or less when none. Who has little gets the most.
  long room(String owner);

  /// What a note counts for.
  ///
  /// @param bytes that its text has
  static int cost(int bytes) {
    return bytes + 64;
  }
}
