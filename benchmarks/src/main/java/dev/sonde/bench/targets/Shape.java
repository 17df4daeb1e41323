package dev.sonde.bench.targets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The page that all targets have in common: its lines, without the numbers.
final class Shape {
  private static final double HISTOGRAMS = 0.35;
  private static final double COUNTERS = 0.5;
  private static final int IDLE_OF = 20;
  private static final int IDLE = 8;

  private final List<Line> lines = new ArrayList<>();
  private final List<Integer> histograms = new ArrayList<>();
  private final int samples;
  private final double churn;

  /// What stands on the page before a value.
  ///
  /// @param comments before it, as text and as OpenMetrics
  /// @param head all of the line before the value; of a line that churns, before its last label's
  record Line(byte[][] comments, byte[] head, Motion motion, boolean churns) {}

  /// @param churn share of the series that get another name each minute
  Shape(int samples, double churn) {
    this.samples = samples;
    this.churn = churn;
    int histograms = (int) (samples * HISTOGRAMS / Histogram.SIZE) * Histogram.SIZE;
    int counters = histograms + (int) ((samples - histograms) * COUNTERS);
    fill(Families.histograms(), histograms);
    fill(Families.counters(), counters);
    fill(Families.gauges(), samples);
  }

  List<Line> lines() {
    return lines;
  }

  int samples() {
    return samples;
  }

  /// Where the first bucket of each stands.
  List<Integer> histograms() {
    return histograms;
  }

  private void fill(List<Family> families, int until) {
    for (int round = 1; lines.size() < until; round++) {
      for (var family : families) {
        add(round == 1 ? family : family.again(round), until);
      }
    }
  }

  private void add(Family family, int until) {
    byte[][] comments = {bytes(family.comments(false)), bytes(family.comments(true))};
    for (var labels : family.labels()) {
      if (lines.size() < until && family.histogram()) {
        histogram(family.name(), labels, comments);
      } else if (lines.size() < until) {
        single(family, labels, comments);
      }
      comments = new byte[][] {{}, {}};
    }
  }

  private void histogram(String name, String labels, byte[][] comments) {
    histograms.add(lines.size());
    var first = comments;
    for (var bound : Histogram.BOUNDS) {
      var head = name + "_bucket{" + labels + ",le=\"" + bound + "\"} ";
      lines.add(new Line(first, bytes(head), Motion.HISTOGRAM, false));
      first = new byte[][] {{}, {}};
    }
    for (var end : List.of("_sum{", "_count{")) {
      lines.add(new Line(first, bytes(name + end + labels + "} "), Motion.HISTOGRAM, false));
    }
  }

  private void single(Family family, String labels, byte[][] comments) {
    int number = lines.size();
    var motion = number * 7 % IDLE_OF < IDLE ? Motion.STILL : family.motion();
    boolean churns = !labels.isEmpty() && churns(number);
    var head = labels.isEmpty() ? family.name() + ' ' : family.name() + '{' + labels;
    var end = labels.isEmpty() ? "" : churns ? ",pod=\"checkout-" : "} ";
    lines.add(new Line(comments, bytes(head + end), motion, churns));
  }

  /// Of the lines that can, as many as make the whole page churn as it should.
  private boolean churns(int number) {
    double among = churn / (1 - HISTOGRAMS);
    return (int) ((number + 1) * among) > (int) (number * among);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
