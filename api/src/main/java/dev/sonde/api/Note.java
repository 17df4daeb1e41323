package dev.sonde.api;

/// A few bytes that are kept with the samples of the push they came with, or like those not at all.
/// Of one owner and place the newest stands, and is found again after a restart; see [Notes].
///
/// @param owner whose it is, such as `otlp/shop`: owners do not see each other's
/// @param place under which it is found again
/// @param text what is noted
public record Note(String owner, Place place, Text text) {
  /// Where an owner's note stands: 128 bits, such as a digest of what it is about. Two that have
  /// them in common are one.
  public record Place(long first, long second) {}

  /// Bytes that do not change. They are nobody's: whoever makes one does not use them any more, and
  /// whoever reads them changes nothing.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Text(byte[] bytes) {}
}
