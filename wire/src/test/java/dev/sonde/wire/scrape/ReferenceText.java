package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads Prometheus' text the slow way: from the specification, a string for everything.
final class ReferenceText {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "counter", Kind.COUNTER,
          "gauge", Kind.GAUGE,
          "histogram", Kind.HISTOGRAM,
          "summary", Kind.SUMMARY,
          "untyped", Kind.UNKNOWN);
  private static final Map<String, Set<Kind>> PARTS =
      Map.of(
          "_bucket", Set.of(Kind.HISTOGRAM),
          "_sum", Set.of(Kind.HISTOGRAM, Kind.SUMMARY),
          "_count", Set.of(Kind.HISTOGRAM, Kind.SUMMARY),
          "_total", Set.of(Kind.COUNTER));

  private final PageLimits limits;
  private final Map<String, Kind> types = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final Set<String> heads = new HashSet<>();
  private final List<Reading.Sample> samples = new ArrayList<>();
  private int duplicates;
  private int malformed;

  private ReferenceText(PageLimits limits) {
    this.limits = limits;
  }

  static Reading read(byte[] page, int length, PageLimits limits) {
    return new ReferenceText(limits).page(new String(page, 0, length, StandardCharsets.ISO_8859_1));
  }

  private Reading page(String page) {
    for (var line : page.split("\n", -1)) {
      try {
        line(line);
      } catch (ReferenceLine.Malformed e) {
        malformed++;
      }
    }
    var beside = samples.stream().map(Reading.Beside::new).toList();
    return new Reading(false, samples, beside, duplicates, malformed, 0);
  }

  private void line(String line) {
    ReferenceLine.demand(line.length() <= limits.longestLine(), "long");
    var stripped = line.replaceFirst("^[ \t]+", "");
    if (stripped.startsWith("#")) {
      metadata(stripped);
    } else if (!stripped.isEmpty()) {
      sample(line);
    }
  }

  private void metadata(String stripped) {
    var words = stripped.substring(1).split("[ \t]+", 3);
    boolean apart = words[0].isEmpty() && words.length > 1;
    if (apart && (words[1].equals("HELP") || words[1].equals("TYPE"))) {
      ReferenceLine.demand(words.length == 3, "name");
      var line = new ReferenceLine(words[2], false);
      var name = line.anyName();
      boolean alone = line.isOver();
      var text = line.rest().replaceFirst("^[ \t]+", "").replaceFirst("[ \t]+\\z", "");
      ReferenceLine.demand(alone || line.rest().matches("(?s)[ \t].*"), "blank");
      if (words[1].equals("HELP")) {
        helps.put(name, ReferenceLine.unescaped(ReferenceLine.utf8(text), false));
      } else {
        ReferenceLine.demand(KINDS.containsKey(text), "type");
        types.put(name, KINDS.get(text));
      }
    }
  }

  private void sample(String text) {
    var line = new ReferenceLine(text, false);
    line.blanks();
    var name = line.name();
    int bare = line.position();
    line.blanks();
    boolean braces = line.rest().startsWith("{");
    Map<String, String> labels =
        braces ? new TreeMap<>(line.labels(limits.mostLabels())) : Map.of();
    var inner = braces ? labels.remove("") : null;
    ReferenceLine.demand(name.isEmpty() == (inner != null), "name");
    line.blanks();
    ReferenceLine.demand(braces || line.position() > bare, "blank");
    var head = text.substring(0, line.position());
    var tokens = line.rest().split("[ \t]+");
    ReferenceLine.demand(tokens.length <= 2, "more");
    double value = ReferenceLine.number(tokens[0]);
    long time = tokens.length == 2 ? ReferenceLine.millis(tokens[1]) : PageSink.UNTIMED;
    if (heads.add(head)) {
      samples.add(sample(inner == null ? name : inner, labels, value, time));
    } else {
      duplicates++;
    }
  }

  private Reading.Sample sample(String name, Map<String, String> labels, double value, long time) {
    var family = family(name);
    var kind = family == null ? Kind.UNKNOWN : types.getOrDefault(family, Kind.UNKNOWN);
    var help = family == null ? "" : helps.getOrDefault(family, "");
    var canonical = ReferenceThresholds.canonical(kind, labels);
    return new Reading.Sample(name, canonical, kind, "", help, Reading.Sample.bits(value), time);
  }

  private @Nullable String family(String name) {
    if (types.containsKey(name) || helps.containsKey(name)) {
      return name;
    }
    for (var part : PARTS.entrySet()) {
      var base =
          name.endsWith(part.getKey())
              ? name.substring(0, name.length() - part.getKey().length())
              : "";
      var kind = types.get(base);
      if (kind != null && part.getValue().contains(kind)) {
        return base;
      }
    }
    return null;
  }
}
