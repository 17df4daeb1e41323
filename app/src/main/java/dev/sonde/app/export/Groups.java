package dev.sonde.app.export;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Which names make a family. What is known of `x`, a histogram, is known of `x_bucket`, `x_sum`
/// and `x_count` each; a family whose name another has already is shown name by name, as of unknown
/// kind.
final class Groups {
  private static final List<String> SUFFIXES =
      List.of("", "_bucket", "_total", "_info", "_count", "_gcount", "_sum", "_gsum", "_created");

  private final SortedMap<String, Family> known;
  private final Dialect dialect;
  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  Groups(SortedMap<String, Family> known, Dialect dialect) {
    this.known = known;
    this.dialect = dialect;
    known.values().forEach(this::add);
  }

  /// By the names of their samples.
  Map<String, Group> byName() {
    var all = new LinkedHashMap<String, Group>();
    names.forEach((family, some) -> {
      Group group = group(family, some);
      some.forEach(each -> all.put(each, group));
    });
    return all;
  }

  private Group group(String family, List<String> some) {
    Family about = Objects.requireNonNull(known.get(some.getFirst()));
    List<String> inOrder =
        some.stream().sorted(Comparator.comparingInt(each -> place(family, each))).toList();
    Kind kind = kinds.getOrDefault(family, Kind.UNKNOWN);
    return new Group(family, kind, about.unit(), about.help(), inOrder);
  }

  private static int place(String family, String name) {
    return SUFFIXES.indexOf(name.substring(family.length()));
  }

  private void add(Family about) {
    String name = about.name();
    String family = family(about);
    Kind kind = isOdd(about) ? Kind.UNKNOWN : about.kind();
    boolean taken =
        (kinds.containsKey(family) && kinds.get(family) != kind)
            || (!family.equals(name) && known.containsKey(family) && isAnother(family, kind));
    if (taken) {
      put(name, name, Kind.UNKNOWN);
    } else {
      put(family, name, kind);
    }
  }

  private void put(String family, String name, Kind kind) {
    kinds.put(family, kind);
    names.computeIfAbsent(family, _ -> new ArrayList<>()).add(name);
  }

  private boolean isAnother(String name, Kind kind) {
    @Nullable Family other = known.get(name);
    return other != null && other.kind() != kind;
  }

  /// A kind whose names end otherwise than this one does.
  private boolean isOdd(Family about) {
    return switch (about.kind()) {
      case HISTOGRAM, GAUGE_HISTOGRAM, COUNTER, INFO ->
          !dialect.parts(about.kind()).isEmpty() && family(about).equals(about.name());
      case UNKNOWN, GAUGE, SUMMARY, STATE_SET -> false;
    };
  }

  private String family(Family about) {
    String name = about.name();
    for (String each : dialect.parts(about.kind())) {
      if (name.endsWith(each) && name.length() > each.length()) {
        String stem = name.substring(0, name.length() - each.length());
        if (isPart(stem, each, about.kind())) {
          return stem;
        }
      }
    }
    return name;
  }

  /// Summaries and counters may themselves have such a name; then the others are not beside it.
  private boolean isPart(String stem, String suffix, Kind kind) {
    return switch (kind) {
      case SUMMARY ->
          List.of("", "_count", "_sum").stream()
              .filter(each -> !each.equals(suffix))
              .anyMatch(each -> isOf(kind, stem + each));
      case COUNTER -> suffix.equals("_total") || isOf(kind, stem + "_total");
      case HISTOGRAM, GAUGE_HISTOGRAM, INFO, UNKNOWN, GAUGE, STATE_SET -> true;
    };
  }

  private boolean isOf(Kind kind, String name) {
    @Nullable Family found = known.get(name);
    return found != null && found.kind() == kind;
  }
}
