package dev.sonde.app;

import dev.sonde.api.Family;
import dev.sonde.collectors.host.HostFamilies;
import dev.sonde.collectors.scrape.ScrapeFamilies;
import dev.sonde.delivery.DeliveryMetrics;
import dev.sonde.engine.SelfFamilies;
import dev.sonde.server.ListenerMetrics;
import java.util.List;
import java.util.Locale;

/// `docs/metrics.md`: one table of families for each source.
final class MetricsPage {
  private static final String HEAD =
      """
      # Every metric

      <!-- Generated from the code; CONTRIBUTING.md says how. -->

      `curl -s http://127.0.0.1:9100/metrics/prometheus` shows those that this machine has.

      A counter only grows, until a restart sets it to zero; a gauge goes up and down. Percentages go from 0 to 100. What
      can't be measured is absent, never zero: `/health` says what, and why. Labels in brackets are not on every series.
      `labels` of the configuration come on top; what is shipped has the label `host`, too.
      """;

  private final KnownLabels labels;
  private final StringBuilder out = new StringBuilder(HEAD);

  MetricsPage(KnownLabels labels) {
    this.labels = labels;
  }

  String text() {
    table(
        "The machine",
        "From the collector `host`. macOS and Windows have the same names, and fewer of them.",
        HostFamilies.all());
    table(
        "Targets",
        "From the collector `scrape`, for each target, with its labels; beside what its page shows."
            + " Not for pages of `metricsd_json`.",
        ScrapeFamilies.all());
    table("Sonde itself", "From the collector `self`.", SelfFamilies.all());
    table("Sonde's listeners", "From the collector `self` too.", ListenerMetrics.families());
    table(
        "Sonde's journal and destinations",
        "From the collector `self` too. A destination is an element of `shippers`.",
        DeliveryMetrics.all());
    table(
        "The store",
        "From the collector `self` too, where history is kept. How far it is stands among the"
            + " destinations, under the name `store`.",
        StoreMetrics.families());
    table(
        "Certificates",
        "From the collector `self` too, once TLS is used: `use` is `client`, `ca` or `server`, `where`"
            + " a file or `host:port`. Of a chain the certificate that expires first, of a file of CAs"
            + " the last.",
        CertificateMetrics.families());
    return out.toString();
  }

  private void table(String title, String about, List<Family> families) {
    out.append("\n## ").append(title).append("\n\n").append(about);
    out.append("\n\n| metric | kind | unit | labels | what it says |\n|---|---|---|---|---|\n");
    families.forEach(this::row);
  }

  private void row(Family of) {
    out.append("| `").append(of.name()).append("` | ");
    out.append(of.kind().name().toLowerCase(Locale.ROOT)).append(" | ");
    out.append(of.unit()).append(" | ").append(labels.of(of)).append(" | ");
    out.append(of.help().replace("|", "\\|")).append(" |\n");
  }
}
