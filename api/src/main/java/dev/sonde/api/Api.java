package dev.sonde.api;

/// This face of Sonde, for what is built apart from it.
public final class Api {
  /// Its version. What was built for another one does not fit; what was built for the same one
  /// fits, whatever was added since.
  public static final int VERSION = 1;

  private Api() {}
}
