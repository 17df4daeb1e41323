package dev.sonde.wire;

import dev.sonde.api.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Are the samples of a family what its kind says they are? A family that is not is shown as
/// samples of unknown kind, since one bad family makes strict readers refuse the whole page.
final class Shape {
  private Shape() {}

  static boolean holds(List<Entry> family, boolean strict) {
    return switch (family.getFirst().place().kind()) {
      case HISTOGRAM -> isHistogram(family) && (!strict || hasSumsThatMeanSomething(family));
      case GAUGE_HISTOGRAM ->
          isHistogram(family) && (!strict || sameMetrics(family, "_gcount", "_gsum"));
      case SUMMARY -> isSummary(family);
      case STATE_SET -> isStateSet(family);
      case UNKNOWN, GAUGE, COUNTER, INFO -> true;
    };
  }

  private static boolean isHistogram(List<Entry> family) {
    var whole = metrics(family, entry -> entry.threshold() == Double.POSITIVE_INFINITY);
    return whole.equals(metrics(family, _ -> true))
        && family.stream().allMatch(entry -> hasPart(entry, "le"))
        && family.stream().noneMatch(entry -> entry.part() != null && isNoNumber(entry));
  }

  private static boolean hasSumsThatMeanSomething(List<Entry> family) {
    return sameMetrics(family, "_count", "_sum")
        && (family.stream().noneMatch(entry -> entry.threshold() < 0)
            || family.stream().noneMatch(entry -> entry.place().suffix().equals("_sum")));
  }

  private static boolean isSummary(List<Entry> family) {
    return family.stream().allMatch(entry -> hasPart(entry, "quantile"))
        && family.stream().noneMatch(entry -> entry.part() != null && !isQuantile(entry));
  }

  private static boolean isStateSet(List<Entry> family) {
    return family.stream().allMatch(entry -> hasPart(entry, entry.place().family()));
  }

  private static boolean hasPart(Entry entry, String label) {
    return label.equals(entry.part()) == (entry.labels().value(label) != null);
  }

  private static boolean sameMetrics(List<Entry> family, String left, String right) {
    return metrics(family, entry -> entry.place().suffix().equals(left))
        .equals(metrics(family, entry -> entry.place().suffix().equals(right)));
  }

  private static boolean isNoNumber(Entry entry) {
    return Double.isNaN(entry.threshold());
  }

  private static boolean isQuantile(Entry entry) {
    return entry.threshold() >= 0 && entry.threshold() <= 1;
  }

  static Set<Labels> metrics(List<Entry> family, Predicate<Entry> those) {
    return family.stream()
        .filter(those)
        .map(Entry::metric)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
