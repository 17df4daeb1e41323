package dev.sonde.wire.remotewrite;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;

/// `MetricMetadata`: `MetricType type = 1, string metric_family_name = 2, string help = 4, string
/// unit = 5`. Prometheus sends it in requests of its own, once a minute.
final class MetadataOne {
  private long type;
  private String name = "";
  private String help = "";
  private String unit = "";

  /// Reads the field whose tag was read last. What is known of a histogram is known of its parts.
  void read(WireReader wire, Push push) throws BodyException {
    type = 0;
    name = "";
    help = "";
    unit = "";
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> type = wire.number();
        case 2 -> name = text(wire);
        case 4 -> help = text(wire);
        case 5 -> unit = text(wire);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    if (!name.isEmpty()) {
      describe(MetricTypes.kind(type), push);
    }
  }

  private void describe(Kind kind, Push push) {
    for (String suffix : MetricTypes.suffixes(kind)) {
      push.describe(new Family(name + suffix, kind, unit, help));
    }
  }

  private static String text(WireReader wire) throws BodyException {
    int from = wire.bytes();
    return new String(wire.page(), from, wire.at() - from, StandardCharsets.UTF_8);
  }
}
