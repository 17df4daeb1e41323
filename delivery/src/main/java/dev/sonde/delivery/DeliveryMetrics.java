package dev.sonde.delivery;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Time;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the journal and the couriers count, among Sonde's own metrics.
///
/// For each destination, within one run, always `sonde_destination_accepted_samples_total =
/// sonde_destination_pending_samples + sonde_destination_delivered_samples_total +
/// sonde_destination_filtered_samples_total + sonde_destination_dropped_samples_total`, the last
/// two over all reasons.
public final class DeliveryMetrics implements Consumer<Recorder> {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Supplier<JournalStatus> journal;
  private final Supplier<List<CourierStatus>> couriers;
  private final Time time;
  private final Slots slots = new Slots(Labels.NONE);
  private final Map<String, DestinationNumbers> destinations = new HashMap<>();
  private final FillRate backlog = new FillRate();

  /// @param time for ages and rates
  public DeliveryMetrics(Journal journal, Couriers couriers, Time time) {
    this(journal::status, couriers::status, time);
  }

  DeliveryMetrics(
      Supplier<JournalStatus> journal, Supplier<List<CourierStatus>> couriers, Time time) {
    this.journal = journal;
    this.couriers = couriers;
    this.time = time;
  }

  /// All of them, for the reference.
  public static List<Family> all() {
    return Stream.concat(JournalFamilies.ALL.stream(), DestinationFamilies.ALL.stream()).toList();
  }

  @Override
  public void accept(Recorder out) {
    List<CourierStatus> statuses = couriers.get();
    JournalStatus status = journal.get();
    record(out, status);
    untilFull(out, status, statuses);
    destinations
        .keySet()
        .retainAll(statuses.stream().map(CourierStatus::name).collect(Collectors.toSet()));
    for (CourierStatus each : statuses) {
      destinations
          .computeIfAbsent(each.name(), DestinationNumbers::new)
          .record(out, each, bytesPerSample(status), time.wallMillis());
    }
  }

  private void record(Recorder out, JournalStatus status) {
    double age = Math.max(0, time.wallMillis() - status.oldestMillis()) / MILLIS_PER_SECOND;
    slots.record(out, JournalFamilies.DURABLE, status.durable() ? 1 : 0);
    slots.record(out, JournalFamilies.HEAD, status.head());
    slots.record(out, JournalFamilies.OLDEST_AGE, age);
    slots.record(out, JournalFamilies.SEGMENTS, status.segments());
    slots.record(out, JournalFamilies.BYTES, status.bytes());
    slots.record(out, JournalFamilies.MAX_BYTES, status.maxBytes());
    slots.record(out, JournalFamilies.ACCEPTED, status.accepted());
    slots.record(out, JournalFamilies.ACCEPTED_BYTES, status.acceptedBytes());
    slots.record(out, JournalFamilies.REPEATED, status.repeated());
    slots.record(out, JournalFamilies.REFUSED, "reason", status.refused());
    slots.record(out, JournalFamilies.APPENDS, status.appends());
    slots.record(out, JournalFamilies.SYNCS, status.syncs());
    slots.record(out, JournalFamilies.SYNC_SECONDS, Slots.seconds(status.syncNanos()));
    slots.record(out, JournalFamilies.DAMAGED, status.damaged());
    slots.record(out, JournalFamilies.DAMAGES, status.damages());
  }

  private void untilFull(Recorder out, JournalStatus status, List<CourierStatus> statuses) {
    backlog.observe(time.nanos(), longest(statuses));
    backlog
        .secondsUntil(status.maxBytes() / bytesPerSample(status))
        .ifPresent(seconds -> slots.record(out, JournalFamilies.UNTIL_FULL, seconds));
  }

  private static double bytesPerSample(JournalStatus status) {
    double seen =
        status.accepted() > 0
            ? (double) status.acceptedBytes() / status.accepted()
            : (double) status.bytes() / Math.max(1, status.head() - status.oldest());
    return Math.max(1, seen);
  }

  private static long longest(List<CourierStatus> statuses) {
    return statuses.stream()
        .flatMap(each -> each.standing().stream())
        .mapToLong(Standing::pending)
        .max()
        .orElse(0);
  }
}
