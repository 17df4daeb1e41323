package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Families as lines of text, made from a seed. In OpenMetrics they are sound.
final class MadePages {
  private static final List<Kind> TEXT_KINDS =
      List.of(Kind.UNKNOWN, Kind.GAUGE, Kind.COUNTER, Kind.HISTOGRAM, Kind.SUMMARY);
  private static final List<String> VALUES =
      List.of(
          "odd \\\\ one", "a\\nb", "\\\"q\\\"", "ä€😀", "", "x{y=\\\"z\\\"} 1", "\\d", "#", "é,=");

  private final Random random;
  private final boolean strict;
  private int families;

  MadePages(Random random, PageFormat format) {
    this.random = random;
    this.strict = format == PageFormat.OPEN_METRICS;
  }

  /// Blocks of lines: each a family.
  List<List<String>> page(int size) {
    var blocks = new ArrayList<List<String>>();
    for (int i = 0; i < size; i++) {
      blocks.add(family());
    }
    return blocks;
  }

  List<String> family() {
    var kinds = strict ? List.of(Kind.values()) : TEXT_KINDS;
    var kind = kinds.get(random.nextInt(kinds.size()));
    return new Block(kind, "m" + families++ + (random.nextInt(8) == 0 ? ".q" : "")).lines();
  }

  String number() {
    return switch (random.nextInt(9)) {
      case 0 -> Integer.toString(random.nextInt(100));
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      case 3 ->
          Double.toString(Double.longBitsToDouble(random.nextLong())).replace("Infinity", "1");
      case 4 -> random.nextInt(1000) + "." + random.nextInt(1000) + "e+" + random.nextInt(20);
      case 5 -> Long.toString(random.nextLong());
      case 6 -> List.of("NaN", "+Inf", "-Inf", "inf", "nan", "-infinity").get(random.nextInt(6));
      case 7 -> "000" + random.nextInt(10) + ".50" + "0".repeat(random.nextInt(20));
      default -> random.nextInt(1_000_000) / 1000.0 + "";
    };
  }

  /// One that may follow a sample; nothing where none may.
  String exemplar() {
    if (!strict) {
      return "";
    }
    var labels =
        List.of(
            "",
            "trace_id=\"" + random.nextInt(9) + '"',
            "trace_id=\"" + random.nextLong() + "\",span=\"ä\\n" + random.nextInt(9) + '"',
            "\"a.b\"=\"\",c=\"" + "x".repeat(119 + random.nextInt(5)) + '"');
    var times = List.of("", "", " 1.5", " -3", " 1520879607.7896", " 1e3", " 0");
    return " # {"
        + labels.get(random.nextInt(labels.size()))
        + "} "
        + (random.nextBoolean() ? "0.5" : number())
        + times.get(random.nextInt(times.size()));
  }

  private String count() {
    return Integer.toString(random.nextInt(1000));
  }

  String positive() {
    return Double.toString(Math.abs(random.nextGaussian() * 1000));
  }

  private final class Block {
    private final Kind kind;
    private final String name;
    private final boolean quoted;
    private final List<String> lines = new ArrayList<>();

    Block(Kind kind, String stem) {
      this.kind = kind;
      this.name = stem + (random.nextInt(3) == 0 ? "_bytes" : "");
      this.quoted = stem.contains(".");
    }

    List<String> lines() {
      metadata();
      int metrics = 1 + random.nextInt(4);
      for (int i = 0; i < metrics; i++) {
        metric(random.nextInt(5) == 0 && metrics == 1 ? "" : labels(i));
      }
      return lines;
    }

    private void metadata() {
      var shown = quoted ? '"' + name + '"' : name;
      if (random.nextInt(6) > 0 || kind != Kind.UNKNOWN) {
        lines.add("# TYPE " + shown + " " + type());
      }
      if (strict && name.endsWith("_bytes") && kind != Kind.INFO && kind != Kind.STATE_SET) {
        lines.add("# UNIT " + shown + " bytes");
      }
      if (random.nextInt(3) > 0) {
        int at = random.nextInt(lines.size() + 1);
        lines.add(at, "# HELP " + shown + " Says " + VALUES.get(random.nextInt(5)));
      }
    }

    private String type() {
      return switch (kind) {
        case UNKNOWN -> strict ? "unknown" : "untyped";
        case STATE_SET -> "stateset";
        case GAUGE_HISTOGRAM -> "gaugehistogram";
        case GAUGE, COUNTER, HISTOGRAM, SUMMARY, INFO -> kind.name().toLowerCase(Locale.ROOT);
      };
    }

    private String labels(int number) {
      var labels = new StringBuilder("id=\"" + number + '"');
      for (int i = random.nextInt(3); i > 0; i--) {
        var value = VALUES.get(random.nextInt(VALUES.size()));
        var label = random.nextInt(6) == 0 ? "\"l." + i + "\"" : "label_" + i;
        labels.append(strict || random.nextInt(4) > 0 ? "," : " , ");
        labels.append(label).append("=\"").append(value).append('"');
      }
      return labels.toString();
    }

    private void metric(String labels) {
      switch (kind) {
        case UNKNOWN, GAUGE -> add("", labels, number(), false);
        case COUNTER -> counter(labels);
        case INFO -> add("_info", labels, "1", false);
        case STATE_SET -> states(labels);
        case SUMMARY -> summary(labels);
        case HISTOGRAM -> histogram(labels, "_sum", "_count");
        case GAUGE_HISTOGRAM -> histogram(labels, "_gsum", "_gcount");
      }
    }

    private void counter(String labels) {
      add(strict || random.nextBoolean() ? "_total" : "", labels, positive(), true);
      if (strict && random.nextBoolean()) {
        add("_created", labels, "1520430000.123", false);
      }
    }

    private void states(String labels) {
      for (var state : List.of("on", "off")) {
        var label = quoted ? '"' + name + '"' : name;
        add("", joined(labels, label + "=\"" + state + '"'), "" + random.nextInt(2), false);
      }
    }

    private void summary(String labels) {
      for (var quantile : List.of("0", "0.5", "0.99", "1.0")) {
        add("", joined(labels, "quantile=\"" + quantile + '"'), positive(), false);
      }
      add("_sum", labels, positive(), false);
      add("_count", labels, count(), false);
    }

    private void histogram(String labels, String sum, String counts) {
      int total = 0;
      for (var le : List.of("0.1", "1", "2.50", "1e+06", "+Inf")) {
        total += random.nextInt(9);
        add("_bucket", joined(labels, "le=\"" + le + '"'), "" + total, true);
      }
      add(sum, labels, positive(), false);
      add(counts, labels, "" + total, false);
    }

    private String joined(String labels, String label) {
      return labels.isEmpty()
          ? label
          : random.nextBoolean() ? labels + "," + label : label + "," + labels;
    }

    private void add(String suffix, String labels, String value, boolean exemplary) {
      var full = name + suffix;
      var head =
          quoted
              ? "{\"" + full + '"' + (labels.isEmpty() ? "" : "," + labels) + "}"
              : full + (labels.isEmpty() ? "" : "{" + labels + "}");
      lines.add(
          head + " " + value + time() + (exemplary && random.nextInt(4) == 0 ? exemplar() : ""));
    }

    private String time() {
      if (random.nextInt(6) > 0) {
        return "";
      }
      return strict ? " 1520879607." + random.nextInt(999) : " " + random.nextInt();
    }
  }
}
