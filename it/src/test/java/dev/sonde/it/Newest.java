package dev.sonde.it;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The newest value of each series that a store has; 0 for those that differ from scrape to scrape.
record Newest(Map<Map<String, String>, Double> values) {
  /// @param moving by its labels, does a series differ from scrape to scrape?
  static Newest of(Store store, Predicate<Map<String, String>> moving)
      throws IOException, InterruptedException {
    Map<Map<String, String>, Double> all = new HashMap<>();
    store
        .samples("{__name__=~\".+\"}")
        .forEach((labels, samples) -> all.put(labels, moving.test(labels) ? 0 : last(samples)));
    return new Newest(all);
  }

  private static double last(SortedMap<Long, List<Double>> samples) {
    return new TreeMap<>(samples).lastEntry().getValue().getFirst();
  }

  /// How many series have this name.
  long count(String name) {
    return values.keySet().stream().filter(labels -> name.equals(labels.get("__name__"))).count();
  }

  /// What another has otherwise, in lines.
  String difference(Newest other) {
    return lines("missing", values, other.values) + lines("not wanted", other.values, values);
  }

  private static String lines(
      String word, Map<Map<String, String>, Double> these, Map<Map<String, String>, Double> those) {
    return these.entrySet().stream()
        .filter(each -> !each.getValue().equals(those.get(each.getKey())))
        .map(each -> word + " " + new TreeMap<>(each.getKey()) + " " + each.getValue() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }
}
