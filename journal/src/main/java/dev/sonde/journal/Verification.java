package dev.sonde.journal;

import java.util.List;

/// What reading everything found.
///
/// @param records that are whole
/// @param samples in them
/// @param lost samples whose running numbers are missing
/// @param unreadable samples in whole records whose series are not known
/// @param damages places that are not records, oldest first, the first thousand of them
public record Verification(
    long records, long samples, long lost, long unreadable, List<Damage> damages) {
  public Verification {
    damages = List.copyOf(damages);
  }

  /// Is everything as it should be?
  public boolean isSound() {
    return lost == 0 && unreadable == 0 && damages.isEmpty();
  }

  /// A place in a file.
  ///
  /// @param what is the matter, a few words
  public record Damage(String file, long from, long to, String what) {}
}
