package dev.sonde.app;

import dev.sonde.api.Family;
import dev.sonde.collectors.container.ContainerFamilies;
import dev.sonde.collectors.exec.ExecFamilies;
import dev.sonde.collectors.gpu.GpuFamilies;
import dev.sonde.collectors.host.HostFamilies;
import dev.sonde.collectors.lichess.LichessFamilies;
import dev.sonde.collectors.scrape.ScrapeFamilies;
import dev.sonde.collectors.statsd.StatsdFamilies;
import dev.sonde.delivery.DeliveryMetrics;
import dev.sonde.engine.SelfFamilies;
import dev.sonde.receivers.agents.AgentMetrics;
import dev.sonde.server.ListenerMetrics;
import dev.sonde.server.door.DoorMetrics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  private static final List<String> OF_CONTAINERS =
      List.of("container_id", "container_name", "image", "runtime");
  private static final List<String> OF_SOME_CONTAINERS =
      List.of("compose_project", "compose_service", "namespace", "pod", "container");

  /// What the golden pages take over by `labels_from`.
  private static final String TAKEN_OVER = "com_example_team";

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
        "GPUs",
        "From the collector `gpu`, for each GPU of NVIDIA's, AMD's or a Jetson's; a GPU does not"
            + " offer all of them.",
        GpuFamilies.all());
    table(
        "Containers",
        "From the collector `containers`, for each container of Docker and Podman. Of one that has"
            + " ended there is only what its engine says. All have the labels "
            + ticked(OF_CONTAINERS)
            + ", where Compose or Kubernetes gave names also "
            + ticked(OF_SOME_CONTAINERS)
            + ", and those of `labels_from`; the table has what comes on top.",
        ContainerFamilies.all(),
        this::onTopOfContainers);
    table(
        "Targets",
        "From the collector `scrape`, for each target, with its labels; beside what its page shows."
            + " Not for pages of `metricsd_json`.",
        ScrapeFamilies.all());
    table(
        "Commands",
        "From the collector `exec`, for each command; beside what it prints.",
        ExecFamilies.all());
    table(
        "Chess on Lichess",
        "From the generator `lichess`, for each channel and user that is followed. What has the"
            + " label `game_id` ends with its game.",
        LichessFamilies.all());
    table("StatsD", "From the generator `statsd`; beside what comes.", StatsdFamilies.all());
    table("Sonde itself", "From the collector `self`.", SelfFamilies.all());
    table("Sonde's listeners", "From the collector `self` too.", ListenerMetrics.families());
    table(
        "Keys and doors",
        "From the collector `self` too: [keys](keys.md).",
        DoorMetrics.families());
    table(
        "Who pushes here",
        "From the collector `self` too, once somebody pushes: [agents](hub.md#who-reports). `sender`"
            + " is the instance of another Sonde, else the receiver it speaks to; `agent` and"
            + " `client_id` are there where what it sends has them.",
        AgentMetrics.families());
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
        "From the collector `self` too, once TLS is used: `use` is `client`, `ca` or `server`,"
            + " `where` a file or `host:port`. Of a chain the certificate that expires first, of a"
            + " file of CAs the last.",
        CertificateMetrics.families());
    table(
        "Plugins",
        "From the collector `self` too, where there are plugins: for each jar.",
        PluginMetrics.families());
    return out.toString();
  }

  private static String ticked(List<String> names) {
    return names.stream().collect(Collectors.joining("`, `", "`", "`"));
  }

  private String onTopOfContainers(Family of) {
    var usual = new HashSet<>(OF_CONTAINERS);
    usual.addAll(OF_SOME_CONTAINERS);
    usual.add(TAKEN_OVER);
    return labels.of(of, usual);
  }

  private void table(String title, String about, List<Family> families) {
    table(title, about, families, labels::of);
  }

  private void table(
      String title, String about, List<Family> families, Function<Family, String> which) {
    out.append("\n## ").append(title).append("\n\n").append(about);
    out.append("\n\n| metric | kind | unit | labels | what it says |\n|---|---|---|---|---|\n");
    families.forEach(family -> row(family, which.apply(family)));
  }

  private void row(Family of, String labels) {
    out.append("| `").append(of.name()).append("` | ");
    out.append(of.kind().name().toLowerCase(Locale.ROOT)).append(" | ");
    out.append(of.unit()).append(" | ").append(labels).append(" | ");
    out.append(of.help().replace("|", "\\|")).append(" |\n");
  }
}
