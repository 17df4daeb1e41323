package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The labels of a target's series: those on its page and those of the target.
final class SeriesLabels {
  private static final String EXPORTED = "exported_";

  private final Labels target;
  private final boolean honored;

  /// @param honored where both have a label, does the page's stand?
  SeriesLabels(Labels target, boolean honored) {
    this.target = target;
    this.honored = honored;
  }

  /// As Prometheus: where the page is honored, a label that it has with an empty value is the
  /// page's word, too, and the series has none of that name. A Pushgateway says so of `instance`.
  Labels of(Labels page, List<String> lacking) {
    if (!honored || lacking.isEmpty()) {
      return of(page);
    }
    Labels left = target;
    for (String name : lacking) {
      left = left.value(name) == null ? left : left.with(name, "");
    }
    return left.with(page);
  }

  Labels of(Labels page) {
    if (page.isEmpty()) {
      return target;
    }
    if (honored) {
      return target.with(page);
    }
    return collide(page) ? exported(page) : page.with(target);
  }

  private boolean collide(Labels page) {
    boolean[] both = new boolean[1];
    target.forEach((name, _) -> both[0] |= page.value(name) != null);
    return both[0];
  }

  /// As Prometheus: `exported_` before the page's label, as often as it takes to be its own, short
  /// names first.
  private Labels exported(Labels page) {
    var mine = page.map();
    var all = page.with(target).map();
    mine.keySet().stream()
        .filter(name -> target.value(name) != null)
        .sorted(Comparator.comparingInt(String::length))
        .forEach(name -> all.put(free(name, all), mine.get(name)));
    return Labels.of(all);
  }

  private static String free(String name, Map<String, String> taken) {
    String other = EXPORTED + name;
    while (taken.containsKey(other)) {
      other = EXPORTED + other;
    }
    return other;
  }
}
