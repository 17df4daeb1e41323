package dev.sonde.delivery;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.journal.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One destination's numbers; all of them from one status, so that they add up.
final class DestinationNumbers {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final String REASON = "reason";

  /// Shown as 0 before they occur: a sum over no series is no number.
  private static final List<String> FILTERED = List.of("not_a_number");

  private static final List<String> DROPPED = List.of("damaged", "journal_full", "rejected");

  private final Slots slots;

  DestinationNumbers(String name) {
    slots = new Slots(Labels.of("destination", name));
  }

  void record(Recorder out, CourierStatus status, double bytesPerSample, long wallMillis) {
    status.standing().ifPresent(standing -> record(out, standing, bytesPerSample));
    slots.record(out, DestinationFamilies.SENT, status.samples());
    slots.record(out, DestinationFamilies.BATCHES, status.batches());
    slots.record(out, DestinationFamilies.ATTEMPTS, status.attempts());
    slots.record(out, DestinationFamilies.FAILURES, status.failures());
    slots.record(out, DestinationFamilies.RETRY_WAIT, Slots.seconds(status.untilNext().toNanos()));
    slots.record(out, DestinationFamilies.OLDEST_AGE, age(status, wallMillis));
    slots.record(out, DestinationFamilies.DEAD_LETTERS, status.deadLetters());
    slots.record(out, DestinationFamilies.DEAD_LETTER_SAMPLES, status.deadLetterSamples());
    circuit(out, status.circuit());
  }

  private void record(Recorder out, Standing standing, double bytesPerSample) {
    slots.record(out, DestinationFamilies.ACCEPTED, standing.accepted());
    slots.record(out, DestinationFamilies.PENDING, standing.pending());
    slots.record(out, DestinationFamilies.PENDING_BYTES, standing.pending() * bytesPerSample);
    slots.record(out, DestinationFamilies.IN_FLIGHT, standing.inFlightTo() - standing.cursor());
    slots.record(out, DestinationFamilies.DELIVERED, standing.delivered());
    reasons(out, DestinationFamilies.FILTERED, FILTERED, standing.filtered());
    reasons(out, DestinationFamilies.DROPPED, DROPPED, standing.dropped());
  }

  private void reasons(Recorder out, Family family, List<String> usual, Map<String, Long> counts) {
    for (String reason : usual) {
      if (!counts.containsKey(reason)) {
        slots.record(out, family, REASON, reason, 0);
      }
    }
    slots.record(out, family, REASON, counts);
  }

  private void circuit(Recorder out, Circuit now) {
    for (Circuit each : Circuit.values()) {
      String state = each.name().toLowerCase(Locale.ROOT);
      slots.record(out, DestinationFamilies.CIRCUIT, "state", state, each == now ? 1 : 0);
    }
  }

  private static double age(CourierStatus status, long wallMillis) {
    return status.oldestMillis().isPresent()
        ? Math.max(0, wallMillis - status.oldestMillis().getAsLong()) / MILLIS_PER_SECOND
        : 0;
  }
}
