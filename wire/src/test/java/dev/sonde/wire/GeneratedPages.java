package dev.sonde.wire;

import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import java.util.List;
import java.util.Random;

/// Pages of every kind, made from a seed: the same seed gives the same page.
public final class GeneratedPages {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<String> STEMS =
      List.of("a", "a.b", "a_b", "a/b", "x", "x_total", "x_count", "größe", "1st", "le", ":", "😀");

  private final Random random;
  private final boolean hostile;
  private final TestPage page = new TestPage();
  private int family;

  private GeneratedPages(long seed, boolean hostile) {
    this.random = new Random(seed);
    this.hostile = hostile;
  }

  /// Sound families with names that clash with none, and label values of any text.
  public static TestPage sound(long seed) {
    return new GeneratedPages(seed, false).page(12);
  }

  /// Names that clash or are not legal, broken families, values that a kind can't have.
  public static TestPage hostile(long seed) {
    return new GeneratedPages(seed, true).page(12);
  }

  private TestPage page(int families) {
    for (family = 0; family < families; family++) {
      var kind = KINDS.get(family % KINDS.size());
      add(kind, hostile ? anyName() : "generated_" + family + "_bytes");
    }
    return page;
  }

  private String anyName() {
    var stem = STEMS.get(random.nextInt(STEMS.size()));
    var text = random.nextInt(4) == 0 ? Hostile.text(random) : "";
    var tails = List.of("", "", "_total", "_info", "_sum", "_bucket", "_created", "_bytes");
    return stem + text + tails.get(random.nextInt(tails.size()));
  }

  private void add(Kind kind, String stem) {
    var name = stem + tail(kind);
    if (!hostile || random.nextInt(5) > 0) {
      page.family(name, kind, random.nextBoolean() ? "bytes" : "", help());
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      metric(kind, name, labels(i));
    }
  }

  private String tail(Kind kind) {
    if (hostile && random.nextInt(4) == 0) {
      return "";
    }
    return switch (kind) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      case UNKNOWN, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET -> "";
    };
  }

  private String help() {
    return "Says " + family + " things" + (hostile ? Hostile.text(random) : " \\ of \"note\".");
  }

  private void metric(Kind kind, String name, Labels labels) {
    switch (kind) {
      case UNKNOWN, GAUGE -> page.add(name, labels, anyValue());
      case COUNTER -> page.add(name, labels, broken(Math.abs(finite())));
      case INFO -> page.add(name, labels, broken(1));
      case STATE_SET -> states(name, labels);
      case SUMMARY -> summary(name, labels);
      case HISTOGRAM -> histogram(name, labels, "_count", "_sum");
      case GAUGE_HISTOGRAM -> histogram(name, labels, "_gcount", "_gsum");
    }
  }

  private void states(String name, Labels labels) {
    for (var state : List.of("on", "off", "\"odd\"\n")) {
      page.add(name, labels.with(name, state), broken(random.nextInt(2)));
    }
  }

  private void summary(String name, Labels labels) {
    for (var quantile : List.of("0", "0.5", "0.99", "1")) {
      page.add(name, labels.with("quantile", quantile), broken(Math.abs(finite())));
    }
    page.add(name + "_sum", labels, broken(Math.abs(finite())));
    page.add(name + "_count", labels, broken(random.nextInt(1000)));
  }

  private void histogram(String name, Labels labels, String count, String sum) {
    double total = 0;
    var lowest = hostile && random.nextInt(4) == 0 ? "-1" : "0";
    for (var threshold : List.of(lowest, "0.1", "1", "2.5", "10", "100000000", "+Inf")) {
      total += random.nextInt(100);
      if (!hostile || random.nextInt(12) > 0) {
        page.add(name + "_bucket", labels.with("le", threshold), total);
      }
    }
    page.add(name + sum, labels, broken(Math.abs(finite())));
    page.add(name + count, labels, total);
  }

  private Labels labels(int number) {
    var labels = Labels.of("zz", "z" + number, "text", Hostile.text(random));
    if (hostile && random.nextBoolean()) {
      var names = List.of("__name__", "a.b", "te.xt", "zz.", "text ", "ä", "le", "quantile");
      labels = labels.with(names.get(random.nextInt(names.size())), Hostile.text(random));
    }
    return labels;
  }

  private double anyValue() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> hostile ? Stale.marker() : -0.0;
      default -> finite();
    };
  }

  private double broken(double value) {
    return hostile && random.nextInt(6) == 0 ? anyValue() : value;
  }

  private double finite() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextInt() / 1000.0;
      case 2 -> random.nextDouble() * 1e-9;
      default -> random.nextGaussian() * 1e25;
    };
  }
}
