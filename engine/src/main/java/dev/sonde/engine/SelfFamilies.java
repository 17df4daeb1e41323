package dev.sonde.engine;

import dev.sonde.api.Family;
import java.util.List;

/// What Sonde measures of itself: the same for every component.
public final class SelfFamilies {
  static final Family BUILD =
      Family.gauge("sonde_build_info", "", "Always 1; the labels say which Sonde this is.");
  static final Family UPTIME =
      Family.gauge("sonde_uptime_seconds", "seconds", "Time since Sonde started.");
  static final Family CPU =
      Family.counter("sonde_cpu_seconds_total", "seconds", "CPU time Sonde has used.");
  static final Family RESIDENT =
      Family.gauge("sonde_memory_resident_bytes", "bytes", "Memory of Sonde's process (RSS).");
  static final Family HEAP =
      Family.gauge("sonde_memory_heap_used_bytes", "bytes", "Java heap in use, garbage included.");
  static final Family SERIES = Family.gauge("sonde_series", "", "Live series in Sonde.");
  static final Family SERIES_LIMIT =
      Family.gauge("sonde_series_limit", "", "Live series Sonde takes at most (max_series).");
  static final Family BLOCKING_RUNNING =
      Family.gauge(
          "sonde_blocking_calls", "", "Calls into the system running now, hung ones included.");
  static final Family BLOCKING_ABANDONED =
      Family.counter(
          "sonde_blocking_calls_abandoned_total", "", "Calls into the system that hung.");
  static final Family HEALTHY =
      Family.gauge(
          "sonde_component_healthy", "", "1 unless more than 5 runs in a row have failed.");
  static final Family RUNS =
      Family.counter("sonde_component_runs_total", "", "Runs that have ended.");
  static final Family FAILURES =
      Family.counter("sonde_component_failures_total", "", "Runs that failed.");
  static final Family SKIPPED =
      Family.counter(
          "sonde_component_skipped_runs_total",
          "",
          "Instants at which a run was due and none began.");
  static final Family RUN_SECONDS =
      Family.counter("sonde_component_run_seconds_total", "seconds", "Time spent in runs.");
  static final Family ABSENT =
      Family.gauge(
          "sonde_component_absent",
          "",
          "Things the last run could not measure; /health names them.");
  static final Family RECEIVED =
      Family.counter(
          "sonde_component_received_samples_total",
          "",
          "Samples recorded; always accepted + repeated + filtered + refused + waiting.");
  static final Family ACCEPTED =
      Family.counter("sonde_component_accepted_samples_total", "", "Samples the journal took.");
  static final Family REPEATED =
      Family.counter(
          "sonde_component_repeated_samples_total",
          "",
          "Samples that another Sonde sent again, and that were here; never kept twice.");
  static final Family FILTERED =
      Family.counter(
          "sonde_component_filtered_samples_total", "", "Samples left out by a processor.");
  static final Family REFUSED =
      Family.counter(
          "sonde_component_refused_samples_total",
          "",
          "Samples a limit or a full journal kept out.");
  static final Family WAITING =
      Family.gauge(
          "sonde_component_waiting_samples",
          "",
          "Samples in memory that the journal refused so far; they are tried again.");

  private SelfFamilies() {}

  /// All of them, for the reference.
  public static List<Family> all() {
    return List.of(
        BUILD,
        UPTIME,
        CPU,
        RESIDENT,
        HEAP,
        SERIES,
        SERIES_LIMIT,
        BLOCKING_RUNNING,
        BLOCKING_ABANDONED,
        HEALTHY,
        RUNS,
        FAILURES,
        SKIPPED,
        RUN_SECONDS,
        ABSENT,
        RECEIVED,
        ACCEPTED,
        REPEATED,
        FILTERED,
        REFUSED,
        WAITING);
  }
}
