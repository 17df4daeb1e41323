package dev.sonde.bench.targets;

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

  /// @param churn share of the series that get another name each minute
  Shape(int samples, double churn) {
    this.samples = samples;
    this.churn = churn;
    int histograms = ((int) (samples * HISTOGRAMS / Histogram.SIZE)) * Histogram.SIZE;
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
    boolean first = true;
    for (var labels : family.labels()) {
      if (lines.size() < until) {
        if (family.histogram()) {
          histogram(family, labels, first);
        } else {
          single(family, labels, first);
        }
        first = false;
      }
    }
  }

  private void histogram(Family family, String labels, boolean first) {
    histograms.add(lines.size());
    boolean opens = first;
    for (var bound : Histogram.BOUNDS) {
      add(family, opens, family.name() + "_bucket{" + labels + ",le=\"" + bound + "\"} ", false);
      opens = false;
    }
    add(family, false, family.name() + "_sum{" + labels + "} ", false);
    add(family, false, family.name() + "_count{" + labels + "} ", false);
  }

  private void single(Family family, String labels, boolean first) {
    boolean churns = !labels.isEmpty() && churns(lines.size());
    var head = labels.isEmpty() ? family.name() + ' ' : family.name() + '{' + labels;
    var end = labels.isEmpty() ? "" : churns ? ",pod=\"checkout-" : "} ";
    add(family, first, head + end, churns);
  }

  private void add(Family family, boolean first, String head, boolean churns) {
    boolean still = !family.histogram() && lines.size() * 7 % IDLE_OF < IDLE;
    var text = first ? family.comments(false) : "";
    var open = first ? family.comments(true) : "";
    lines.add(new Line(text, open, head, still ? Motion.STILL : family.motion(), churns));
  }

  /// Of the lines that can, as many as make the whole page churn as it should.
  private boolean churns(int number) {
    double among = churn / (1 - HISTOGRAMS);
    return (int) ((number + 1) * among) > (int) (number * among);
  }
}
