package dev.sonde.journal;

import java.util.List;

/// What reading everything found.
///
/// @param records that are whole
/// @param samples in them
/// @param lost samples whose running numbers are missing
/// @param unreadable samples in whole records whose series are not known
/// @param damages places that are not records, oldest first, the first thousand of them
/// @param gaps where numbers are missing, the first thousand of them
public record Verification(
    long records, long samples, long lost, long unreadable, List<Damage> damages, List<Gap> gaps) {
  public Verification {
    damages = List.copyOf(damages);
    gaps = List.copyOf(gaps);
  }

  /// Can everything that is there be read? Samples that are gone for good leave a gap in the
  /// numbers, which nothing mends.
  public boolean isSound() {
    return unreadable == 0 && damages.isEmpty();
  }

  /// Running numbers that are missing.
  ///
  /// @param before the file that follows or holds the gap
  public record Gap(long from, long to, String before) {}

  /// A place in a file.
  ///
  /// @param what is the matter, a few words
  public record Damage(String file, long from, long to, String what) {}
}
