package dev.sonde.wire;

import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Works out the layout of a page.
///
/// # Implementation notes
///
/// Readers refuse a page when two families lay claim to one name: a gauge `x` beside a counter
/// `x_total` in OpenMetrics, a gauge `x_count` beside a histogram `x`, or `a.b` beside `a_b` once
/// both are escaped. Families that own names by suffix give way first, then all that still clash.
/// What gives way is shown under the names of its samples, as of unknown kind; what is the same
/// sample twice after that is shown once.
final class Plan {
  private record Key(String family, Kind kind) {}

  private final Dialect dialect;
  private final Page page;
  private final Families families = new Families();

  Plan(Dialect dialect, Page page) {
    this.dialect = dialect;
    this.page = page;
  }

  Layout layout() {
    var entries = entries();
    entries = alone(entries, family -> !Shape.holds(family, dialect.isStrict()));
    var claims = claims(entries);
    entries = alone(entries, family -> ownsBySuffix(family) && clashes(family, claims));
    var remaining = claims(entries);
    entries = alone(entries, family -> clashes(family, remaining));
    return new Layout(page, families, blocks(entries));
  }

  private List<Entry> entries() {
    var placement = new Placement(dialect, families, page);
    var places = new HashMap<String, Place>();
    var entries = new ArrayList<Entry>(page.size());
    for (int row = 0; row < page.size(); row++) {
      var series = page.series(row);
      var place = places.computeIfAbsent(series.name(), placement::of);
      entries.add(Entry.of(row, place, Names.labels(series.labels())));
    }
    return entries;
  }

  private static Collection<List<Entry>> families(List<Entry> entries) {
    var families = new HashMap<Key, List<Entry>>();
    for (var entry : entries) {
      var key = new Key(entry.place().family(), entry.place().kind());
      families.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
    }
    return families.values();
  }

  private static List<Entry> alone(List<Entry> entries, Predicate<List<Entry>> those) {
    var all = new ArrayList<Entry>(entries.size());
    for (var family : families(entries)) {
      boolean alone = those.test(family);
      family.forEach(entry -> all.add(alone ? entry.alone() : entry));
    }
    return all;
  }

  private Map<String, Integer> claims(List<Entry> entries) {
    var claims = new HashMap<String, Integer>();
    for (var family : families(entries)) {
      claimed(family).forEach(name -> claims.merge(name, 1, Integer::sum));
    }
    return claims;
  }

  private List<String> claimed(List<Entry> family) {
    var place = family.getFirst().place();
    var names = new ArrayList<String>();
    for (var suffix : dialect.claims(place.kind())) {
      names.add(place.family() + suffix);
    }
    if (!names.contains(place.family())) {
      names.add(place.family());
    }
    return names;
  }

  private boolean ownsBySuffix(List<Entry> family) {
    return claimed(family).size() > 1;
  }

  private boolean clashes(List<Entry> family, Map<String, Integer> claims) {
    for (var name : claimed(family)) {
      if (claims.getOrDefault(name, 0) > 1) {
        return true;
      }
    }
    return false;
  }

  private List<Block> blocks(List<Entry> entries) {
    var blocks = new TreeMap<String, Block>();
    for (var family : families(entries)) {
      family.sort(order());
      var place = family.getFirst().place();
      blocks.put(place.family(), new Block(head(place), isWhole(place.kind()), lines(family)));
    }
    return List.copyOf(blocks.values());
  }

  private static boolean isWhole(Kind kind) {
    return switch (kind) {
      case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> true;
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> false;
    };
  }

  private Comparator<Entry> order() {
    return Comparator.comparing(Entry::metric, Labels::compare)
        .thenComparingInt(this::rank)
        .thenComparingDouble(Entry::threshold)
        .thenComparing(Entry::labels, Labels::compare)
        .thenComparingInt(Entry::row);
  }

  private int rank(Entry entry) {
    return dialect.suffixes(entry.place().kind()).indexOf(entry.place().suffix());
  }

  private byte[] head(Place place) {
    var sink = new ByteSink();
    dialect.head(place, sink);
    return sink.toByteArray();
  }

  private List<Line> lines(List<Entry> family) {
    var belowZero = metricsBelowZero(family);
    var names = new HashMap<String, byte[]>();
    var lines = new ArrayList<Line>(family.size());
    for (int at = 0; at < family.size(); at++) {
      var entry = family.get(at);
      var name = names.computeIfAbsent(entry.place().sample(), Plan::ascii);
      var values = dialect.values(entry.place(), belowZero.contains(entry.metric()));
      var line = new Line(entry, name, entry.labels(dialect), values);
      lines.add(at == 0 ? line : line.below(lines.getLast(), isSameMetric(family, at)));
    }
    return List.copyOf(lines);
  }

  private static Set<Labels> metricsBelowZero(List<Entry> family) {
    return isWhole(family.getFirst().place().kind())
        ? Shape.metrics(family, entry -> entry.threshold() < 0)
        : Set.of();
  }

  private static boolean isSameMetric(List<Entry> family, int at) {
    return family.get(at).metric().equals(family.get(at - 1).metric());
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
