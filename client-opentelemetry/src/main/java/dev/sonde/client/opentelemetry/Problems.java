package dev.sonde.client.opentelemetry;

/// The points of one export that can't be taken as they are.
final class Problems {
  private static final int LONGEST_NAME = 100;

  private int points;
  private String first = "";

  /// @param metric as the program names it
  void add(String metric, String why) {
    points++;
    if (first.isEmpty()) {
      boolean small = metric.length() <= LONGEST_NAME;
      first = (small ? metric : metric.substring(0, LONGEST_NAME) + "…") + ": " + why;
    }
  }

  boolean isEmpty() {
    return points == 0;
  }

  /// For people.
  @Override
  public String toString() {
    return points + " points can't be taken, the first is " + first;
  }
}
