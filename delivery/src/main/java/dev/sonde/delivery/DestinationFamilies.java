package dev.sonde.delivery;

import dev.sonde.api.Family;
import java.util.List;

final class DestinationFamilies {
  static final Family ACCEPTED =
      Family.counter(
          "sonde_destination_accepted_samples_total",
          "",
          "Samples accepted for this destination since it began; always pending + delivered +"
              + " filtered + dropped.");
  static final Family PENDING =
      Family.gauge(
          "sonde_destination_pending_samples", "", "Samples that wait, those in flight included.");
  static final Family PENDING_BYTES =
      Family.gauge(
          "sonde_destination_pending_bytes",
          "bytes",
          "What they take in the journal, at the average of all samples.");
  static final Family DELIVERED =
      Family.counter("sonde_destination_delivered_samples_total", "", "Samples it took.");
  static final Family FILTERED =
      Family.counter(
          "sonde_destination_filtered_samples_total",
          "",
          "Samples left out on purpose, by reason.");
  static final Family DROPPED =
      Family.counter(
          "sonde_destination_dropped_samples_total",
          "",
          "Samples that did not arrive, by reason: look at them.");
  static final Family SENT =
      Family.counter(
          "sonde_destination_sent_samples_total", "", "Samples delivered by this process.");
  static final Family BATCHES =
      Family.counter("sonde_destination_batches_total", "", "Batches delivered by this process.");
  static final Family ATTEMPTS =
      Family.counter(
          "sonde_destination_attempts_total", "", "Attempts to deliver a batch, retries counted.");
  static final Family FAILURES =
      Family.counter(
          "sonde_destination_failures_total", "", "Attempts that ended without a batch settled.");
  static final Family CIRCUIT =
      Family.gauge(
          "sonde_destination_circuit",
          "",
          "1 for the state it is in: closed, open (keeps failing), held (somebody must mend it).");
  static final Family RETRY_WAIT =
      Family.gauge(
          "sonde_destination_retry_wait_seconds",
          "seconds",
          "Time until the next try after a failure, 0 when it is not waiting.");
  static final Family IN_FLIGHT =
      Family.gauge("sonde_destination_in_flight_samples", "", "Samples of the batch in flight.");
  static final Family OLDEST_AGE =
      Family.gauge(
          "sonde_destination_oldest_age_seconds",
          "seconds",
          "Age of the first sample in flight, 0 when nothing waits.");
  static final Family DEAD_LETTERS =
      Family.gauge(
          "sonde_destination_dead_letters", "", "Batches set aside for people to look at.");
  static final Family DEAD_LETTER_SAMPLES =
      Family.gauge("sonde_destination_dead_letter_samples", "", "Samples in them.");

  static final List<Family> ALL =
      List.of(
          ACCEPTED,
          PENDING,
          PENDING_BYTES,
          DELIVERED,
          FILTERED,
          DROPPED,
          SENT,
          BATCHES,
          ATTEMPTS,
          FAILURES,
          CIRCUIT,
          RETRY_WAIT,
          IN_FLIGHT,
          OLDEST_AGE,
          DEAD_LETTERS,
          DEAD_LETTER_SAMPLES);

  private DestinationFamilies() {}
}
