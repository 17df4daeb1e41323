package dev.sonde.delivery;

/// Does a destination take what it is given?
public enum Circuit {
  /// It does, or has failed only a few times.
  CLOSED,
  /// It has failed several times in a row. Each try is a probe; nothing is lost.
  OPEN,
  /// It wants a person to mend something first: a key, an address. Tried again all the same.
  HELD
}
