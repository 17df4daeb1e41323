package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.ProbeTarget;
import dev.sonde.collectors.scrape.Probed;
import java.util.Locale;
import java.util.Map;

/// A scraped page for people: what its target is, then its samples in the order of the page. Labels
/// of the target stand there once, at the top.
final class PageTable {
  private PageTable() {}

  static String text(ProbeTarget target, Probed page) {
    return target.url()
        + "\nScraped    "
        + page.scraped()
        + (page.scraped() == 1 ? " sample in " : " samples in ")
        + Math.max(1, page.took().toMillis())
        + " ms"
        + (page.kept() == page.scraped() ? "" : "; metric_relabel keeps " + page.kept())
        + "\nJob        "
        + target.job().name()
        + "\nBefore     "
        + Labels.of(target.before())
        + "\nLabels     "
        + target.labels()
        + "\n"
        + samples(target.labels(), page);
  }

  private static String samples(Labels target, Probed page) {
    var table = new TextTable("VALUE >", "KIND", "SERIES");
    for (Probed.Line each : page.lines()) {
      table.row(
          number(each.value()),
          each.family().kind().name().toLowerCase(Locale.ROOT),
          each.family().name() + own(each.labels(), target));
    }
    return table.text();
  }

  private static Labels own(Labels of, Labels target) {
    Map<String, String> own = of.map();
    target.map().forEach(own::remove);
    return Labels.of(own);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
