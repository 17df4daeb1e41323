package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.sonde.engine.config.Reference;
import dev.sonde.receivers.agents.AgentMetrics;
import dev.sonde.server.ListenerMetrics;
import dev.sonde.server.door.DoorMetrics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages that are made from code. `-Ddocs=write` writes them.
class GeneratedPagesTest {
  private static final String CONFIGURATION =
      """
      # Every key of the configuration

      <!-- Generated from the code; CONTRIBUTING.md says how. -->

      All keys are optional: an empty file, or none, is a whole configuration. Where values come from, and how lists, times
      and sizes are written, says [configuration-sources.md](configuration-sources.md). `sonde check` finds mistakes,
      `sonde config` prints what is in force.
      """;

  @Test
  void configuration_isWhatTheCodeReads() throws Exception {
    BuiltIns linux = BuiltIns.forReading("Linux");
    String keys = Reference.of(in -> SondeConfig.read(in, linux)).markdown();
    Documents.same("docs/configuration.md", CONFIGURATION + keys);
  }

  @Test
  void metrics_areWhatTheCodeRecords() throws Exception {
    var page = new MetricsPage(KnownLabels.find());
    Documents.same("docs/metrics.md", page.text());
  }

  @Test
  void labels_areKnownForEveryFamily() throws Exception {
    KnownLabels labels = KnownLabels.find();
    assertThat(families()).allSatisfy(each -> assertThat(labels.knows(each)).isTrue());
  }

  private static List<Family> families() {
    return Stream.of(
            HostFamilies.all(),
            GpuFamilies.all(),
            ContainerFamilies.all(),
            ScrapeFamilies.all(),
            ExecFamilies.all(),
            LichessFamilies.all(),
            StatsdFamilies.all(),
            SelfFamilies.all(),
            ListenerMetrics.families(),
            DeliveryMetrics.all(),
            StoreMetrics.families(),
            CertificateMetrics.families(),
            DoorMetrics.families(),
            AgentMetrics.families(),
            PluginMetrics.families())
        .flatMap(List::stream)
        .toList();
  }
}
