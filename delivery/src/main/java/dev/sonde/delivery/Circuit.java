package dev.sonde.delivery;

/// Does a destination take what it is given?
public enum Circuit {
  /// It does, or has failed or refused only a few times.
  CLOSED,
  /// It has failed several times in a row: each try is a probe, nothing is lost. Or it has refused
  /// several batches in a row, each now a dead letter, and goes on being given the next.
  OPEN,
  /// It wants a person to mend something first: a key, an address. Tried again all the same.
  HELD
}
