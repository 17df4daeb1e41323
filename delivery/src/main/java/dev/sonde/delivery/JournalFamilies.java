package dev.sonde.delivery;

import dev.sonde.api.Family;
import java.util.List;

final class JournalFamilies {
  static final Family DURABLE =
      Family.gauge("sonde_journal_durable", "", "1 unless the journal lives in memory.");
  static final Family HEAD =
      Family.gauge(
          "sonde_journal_head_samples", "", "Running number after the newest sample that is safe.");
  static final Family OLDEST_AGE =
      Family.gauge(
          "sonde_journal_oldest_age_seconds", "seconds", "Age of the oldest file that is kept.");
  static final Family SEGMENTS = Family.gauge("sonde_journal_segments", "", "Files of the log.");
  static final Family BYTES =
      Family.gauge("sonde_journal_bytes", "bytes", "What the journal takes.");
  static final Family MAX_BYTES =
      Family.gauge("sonde_journal_max_bytes", "bytes", "What the journal may take now.");
  static final Family UNTIL_FULL =
      Family.gauge(
          "sonde_journal_seconds_until_full",
          "seconds",
          "Time until samples that wait fill the journal, as the longest backlog grows now; absent"
              + " while none does.");
  static final Family ACCEPTED =
      Family.counter("sonde_journal_accepted_samples_total", "", "Samples taken.");
  static final Family ACCEPTED_BYTES =
      Family.counter("sonde_journal_accepted_bytes_total", "bytes", "Bytes written for them.");
  static final Family REPEATED =
      Family.counter("sonde_journal_repeated_samples_total", "", "Samples that were here before.");
  static final Family REFUSED =
      Family.counter("sonde_journal_refused_samples_total", "", "Samples not taken, by reason.");
  static final Family APPENDS =
      Family.counter("sonde_journal_appends_total", "", "Requests taken.");
  static final Family SYNCS =
      Family.counter(
          "sonde_journal_syncs_total", "", "How often the disk was asked to make data durable.");
  static final Family SYNC_SECONDS =
      Family.counter("sonde_journal_sync_seconds_total", "seconds", "Time that took.");
  static final Family DAMAGED =
      Family.counter(
          "sonde_journal_damaged_samples_total", "", "Samples that damage took, as far as met.");
  static final Family DAMAGES =
      Family.counter("sonde_journal_damages_total", "", "Places where damage was met.");

  static final List<Family> ALL =
      List.of(
          DURABLE,
          HEAD,
          OLDEST_AGE,
          SEGMENTS,
          BYTES,
          MAX_BYTES,
          UNTIL_FULL,
          ACCEPTED,
          ACCEPTED_BYTES,
          REPEATED,
          REFUSED,
          APPENDS,
          SYNCS,
          SYNC_SECONDS,
          DAMAGED,
          DAMAGES);

  private JournalFamilies() {}
}
