package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import java.util.TreeMap;

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

  /// As Prometheus: `exported_` before the page's label, as often as it takes to be its own.
  private Labels exported(Labels page) {
    var all = new TreeMap<>(page.map());
    target.forEach((name, value) -> {
      String mine = all.remove(name);
      if (mine != null) {
        String other = EXPORTED + name;
        while (all.containsKey(other) || target.value(other) != null) {
          other = EXPORTED + other;
        }
        all.put(other, mine);
      }
    });
    target.forEach(all::put);
    return Labels.of(all);
  }
}
