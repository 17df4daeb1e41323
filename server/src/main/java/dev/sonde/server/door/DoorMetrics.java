package dev.sonde.server.door;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.server.door.DoorCounts.Reason;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What happens at the doors, among Sonde's own metrics.
///
/// ```
/// sonde_door_refused_requests_total{reason="unknown_key"} 3
/// sonde_keys 12
/// sonde_keys_readable 1
/// ```
public final class DoorMetrics implements Consumer<Recorder> {
  private static final Family REFUSED =
      Family.counter(
          "sonde_door_refused_requests_total",
          "",
          "Requests that were not let in, by reason: no_key, broken (what was shown can't be a"
              + " key), unknown_key, ended_key, certificate, role, address, too_many (wrong keys),"
              + " busy, unreadable (the file of keys).");
  private static final Family KEYS = Family.gauge("sonde_keys", "", "Keys there are.");
  private static final Family READABLE =
      Family.gauge(
          "sonde_keys_readable",
          "",
          "1 when the file of keys can be read or is not there, else 0.");

  private final KeyRing ring;
  private final Doors doors;

  public DoorMetrics(KeyRing ring, Doors doors) {
    this.ring = ring;
    this.doors = doors;
  }

  /// All of them, for the reference.
  public static List<Family> families() {
    return List.of(REFUSED, KEYS, READABLE);
  }

  @Override
  public void accept(Recorder out) {
    for (Reason each : Reason.values()) {
      String word = each.name().toLowerCase(Locale.ROOT);
      out.record(REFUSED, Labels.of("reason", word), doors.counts().count(each));
    }
    out.record(KEYS, Labels.NONE, ring.size());
    out.record(READABLE, Labels.NONE, ring.isReadable() ? 1 : 0);
  }
}
