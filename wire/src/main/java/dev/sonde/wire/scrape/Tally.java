package dev.sonde.wire.scrape;

/// Counts what is on a page while it is read.
final class Tally {
  private int line;
  private int places;
  private int duplicates;
  private int malformed;
  private int malformedLine;
  private int exemplars;
  private int creations;
  private String reason = "";

  void clear() {
    line = 0;
    places = 0;
    duplicates = 0;
    malformed = 0;
    malformedLine = 0;
    exemplars = 0;
    creations = 0;
    reason = "";
  }

  void nextLine() {
    line++;
  }

  int line() {
    return line;
  }

  /// The place of the next sample; it is taken with that.
  int place() {
    return places++;
  }

  int places() {
    return places;
  }

  void duplicate() {
    duplicates++;
  }

  void exemplar() {
    exemplars++;
  }

  void exemplars(int more) {
    exemplars += more;
  }

  /// Times at which numbers began, where they are no samples.
  void creations(int more) {
    creations += more;
  }

  void malformed(String why) {
    if (malformed++ == 0) {
      malformedLine = line;
      reason = why;
    }
  }

  PageSummary summary(boolean changed) {
    return new PageSummary(
        places, duplicates, malformed, malformedLine, reason, exemplars, creations, changed);
  }
}
