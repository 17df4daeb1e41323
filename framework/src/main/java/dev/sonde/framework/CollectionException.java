package dev.sonde.framework;

/// Some containers could not be measured.
final class CollectionException extends Exception {
  private static final long serialVersionUID = 1;

  CollectionException(String message, Exception first) {
    super(message, first);
  }
}
