package dev.sonde.framework;

/// Failures in words for people.
final class Words {
  private Words() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }
}
