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

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
