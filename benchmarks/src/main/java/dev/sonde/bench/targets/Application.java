package dev.sonde.bench.targets;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// One target: its values, and the page that shows them.
final class Application {
  private static final long MINUTE = 60_000;
  private static final byte[] CHURNED = "\"} ".getBytes(StandardCharsets.US_ASCII);
  private static final String END = "# EOF\n";

  private final Shape shape;
  private final Habit habit;
  private final SplittableRandom random;
  private final double[] values;
  private final int target;

  Application(int target, Shape shape) {
    this.target = target;
    this.shape = shape;
    habit = Habit.of(target);
    random = new SplittableRandom(target);
    values = new double[shape.samples()];
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.lines().get(i).motion().first(random);
    }
    int number = 0;
    for (int first : shape.histograms()) {
      Histogram.start(values, first, number++, random);
    }
  }

  Habit habit() {
    return habit;
  }

  /// Moves on, and writes what it then has.
  ///
  /// @param uptimeMillis decides who has churned
  void page(long uptimeMillis, boolean openMetrics, Text into) {
    move();
    for (int i = 0; i < values.length; i++) {
      var line = shape.lines().get(i);
      line.write(openMetrics, into);
      if (line.churns()) {
        into.add((uptimeMillis + phase(i)) / MINUTE).add(CHURNED);
      }
      habit.write(values[i], into);
      into.add('\n');
    }
    if (openMetrics) {
      into.add(END);
    }
  }

  private void move() {
    int number = 0;
    for (int first : shape.histograms()) {
      Histogram.move(values, first, number++, random);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.lines().get(i).motion().next(values[i], random);
    }
  }

  private long phase(int line) {
    return Math.floorMod((target * 31L + line) * 7_919, MINUTE);
  }
}
