package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.processors.relabel.LabelNaming;
import java.util.List;

/// The key `static_configs`.
final class StaticKeys {
  private StaticKeys() {}

  static List<StaticTargets> read(Settings in, LabelNaming naming) {
    return in.sections(
        "static_configs", "Targets that are written down.", each -> one(each, naming));
  }

  private static StaticTargets one(Settings in, LabelNaming naming) {
    return new StaticTargets(
        in.parsedList(
            "targets", List.of(), Addresses::check, "Addresses: host:port, unix:/path/of.sock."),
        TargetLabels.read(in, naming));
  }
}
