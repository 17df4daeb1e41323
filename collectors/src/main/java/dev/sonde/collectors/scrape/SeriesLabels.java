package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import java.util.List;

/// The labels of a target's series: those on its page and those of the target.
final class SeriesLabels {
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
    return honored ? target.with(page) : page.beneath(target).with(target);
  }
}
