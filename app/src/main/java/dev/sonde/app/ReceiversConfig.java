package dev.sonde.app;

import dev.sonde.api.Settings;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.server.door.DoorConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What others may push, and who they have to be. With any of it on, Sonde is a hub.
///
/// @param byName every receiver, those that are off too
/// @param silentAfter who pushes nothing for so long is silent
record ReceiversConfig(Map<String, Receiving> byName, BodyLimits limits, Duration silentAfter) {
  /// One receiver.
  record Receiving(boolean enabled, DoorConfig door) {}

  /// Its name, and what it takes.
  private record Known(String name, String help) {}

  /// Three times the slowest that is usual: the push client comes every five minutes.
  private static final Duration SILENT_AFTER = Duration.ofMinutes(15);

  private static final List<Known> KNOWN =
      List.of(
          new Known("sonde", "Batches of other Sondes, from their shipper sonde."),
          new Known("remote_write", "Prometheus remote write 1.0 and 2.0, in snappy or zstd."),
          new Known("otlp", "OpenTelemetry's metrics over HTTP, protobuf and JSON."),
          new Known("json", "Metrics as JSON, one, in lists or in lines: POST /api/metrics."),
          new Known("websocket", "JSON, and batches of other Sondes, over WebSocket: /ws/metrics."),
          new Known("socketio", "JSON from Socket.IO's clients: /socket.io/, WebSocket only."),
          new Known("influx", "InfluxDB's lines, as its versions 1 and 2 take them."),
          new Known("pushgateway", "What jobs push, as to Prometheus' Pushgateway."));

  ReceiversConfig {
    byName = Map.copyOf(byName);
  }

  static ReceiversConfig read(Settings in) {
    boolean all =
        in.flag(
            "enabled", false, "Are all of them on that don't say otherwise? Then this is a hub.");
    DoorConfig door = DoorConfig.read(in, DoorConfig.Auth.KEY);
    BodyLimits usual = BodyLimits.DEFAULT;
    var limits =
        new BodyLimits(
            (int)
                in.size(
                    "max_plain_bytes",
                    usual.plainBytes(),
                    1 << 10,
                    1 << 30,
                    "One push at most, decompressed; server.max_body_bytes bounds it before that."),
            in.size(
                "max_bytes_in_hand",
                usual.allBytes(),
                1 << 20,
                1L << 40,
                "All pushes that are read at once; more get 503."));
    var byName = new LinkedHashMap<String, Receiving>();
    for (Known each : KNOWN) {
      byName.put(each.name(), in.section(each.name(), each.help(), one -> read(one, all, door)));
    }
    Duration silentAfter =
        in.duration(
            "silent_after",
            SILENT_AFTER,
            Duration.ofSeconds(10),
            Duration.ofDays(30),
            "Who has pushed and then brings nothing for so long is silent: sonde_agent_up is 0.");
    return new ReceiversConfig(byName, limits, silentAfter);
  }

  private static Receiving read(Settings in, boolean enabled, DoorConfig usual) {
    return new Receiving(in.flag("enabled", enabled, "Is it on?"), DoorConfig.read(in, usual));
  }

  /// What stands before a receiver; empty while it is off.
  Optional<DoorConfig> door(String receiver) {
    return Optional.ofNullable(byName.get(receiver))
        .filter(Receiving::enabled)
        .map(Receiving::door);
  }

  /// What should be said of doors that stand open, or open to nobody.
  ///
  /// @param certificates does a listener ask clients for certificates?
  List<String> warnings(boolean certificates) {
    return enabled().stream()
        .flatMap(name ->
            door(name).flatMap(each -> each.warning("receivers." + name, certificates)).stream())
        .toList();
  }

  /// Those that are on.
  List<String> enabled() {
    return byName.entrySet().stream()
        .filter(each -> each.getValue().enabled())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
