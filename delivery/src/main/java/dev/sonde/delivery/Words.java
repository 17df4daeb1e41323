package dev.sonde.delivery;

/// What others say, made fit for a log line or a file: one line, not endless.
final class Words {
  static final int LINE = 500;
  static final int LETTER = 4_000;

  private Words() {}

  static String tidy(String text, int longest) {
    String clipped = text.length() > longest ? text.substring(0, longest) + "…" : text;
    return clipped.replaceAll("\\p{Cntrl}+", " ");
  }

  /// `1 batch`, `2 batches`
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /// `1 sample waits`, `2 samples wait`
  static String waiting(long samples) {
    return count(samples, "sample waits", "samples wait");
  }

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
