package dev.sonde.collectors.container;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;

/// A number of a container that has no part of its own (interface, device): one series for each.
@SuppressWarnings("ImmutableEnumChecker") // what it holds is immutable
enum Vital {
  /// `container_cpu_usage_percent{container_name="web",…} 45.2`
  CPU_PERCENT(
      gauge(
          "cpu_usage_percent",
          "percent",
          "CPU time used since the last reading, as part of the time that went by: 100 is one whole"
              + " CPU, so several CPUs can give more.")),
  /// `container_cpu_usage_seconds_total`
  CPU_SECONDS(counter("cpu_usage_seconds_total", "seconds", "CPU time used.")),
  /// `container_cpu_user_seconds_total`
  CPU_USER(counter("cpu_user_seconds_total", "seconds", "CPU time used by programs themselves.")),
  /// `container_cpu_system_seconds_total`
  CPU_SYSTEM(counter("cpu_system_seconds_total", "seconds", "CPU time used by the kernel for it.")),
  /// `container_cpu_limit_cores 0.5`
  CPU_LIMIT(gauge("cpu_limit_cores", "", "CPUs it may use; absent when there is no limit.")),
  /// `container_cpu_periods_total`
  CPU_PERIODS(
      counter("cpu_periods_total", "", "Periods in which it ran and its CPU limit was looked at.")),
  /// `container_cpu_throttled_periods_total`
  CPU_THROTTLED_PERIODS(
      counter("cpu_throttled_periods_total", "", "Periods in which its CPU limit stopped it.")),
  /// `container_cpu_throttled_seconds_total`
  CPU_THROTTLED_SECONDS(
      counter(
          "cpu_throttled_seconds_total", "seconds", "Time for which its CPU limit stopped it.")),
  /// `container_memory_usage_bytes`
  MEMORY_USAGE(
      gauge("memory_usage_bytes", "bytes", "Memory in use as the kernel counts it, with caches.")),
  /// `container_memory_limit_bytes`
  MEMORY_LIMIT(
      gauge("memory_limit_bytes", "bytes", "Memory it may use; absent when there is no limit.")),
  /// `container_memory_usage_percent`
  MEMORY_PERCENT(
      gauge(
          "memory_usage_percent",
          "percent",
          "Memory in use as part of its limit, or of the machine's memory when it has none.")),
  /// `container_memory_working_set_bytes`
  MEMORY_WORKING_SET(
      gauge(
          "memory_working_set_bytes",
          "bytes",
          "Memory in use without what the kernel can drop at once (inactive file pages): what"
              + " counts when a limit is near.")),
  /// `container_memory_rss_bytes`
  MEMORY_RSS(
      gauge("memory_rss_bytes", "bytes", "Memory that holds no file: heaps, stacks and the like.")),
  /// `container_memory_cache_bytes`
  MEMORY_CACHE(gauge("memory_cache_bytes", "bytes", "Memory that holds files, tmpfs included.")),
  /// `container_memory_inactive_file_bytes`
  MEMORY_INACTIVE_FILE(
      gauge(
          "memory_inactive_file_bytes",
          "bytes",
          "Memory that holds files that were not used for a while.")),
  /// `container_memory_swap_bytes`
  MEMORY_SWAP(gauge("memory_swap_bytes", "bytes", "Swap space in use.")),
  /// `container_memory_major_page_faults_total`
  MEMORY_MAJOR_FAULTS(
      counter("memory_major_page_faults_total", "", "Page faults that had to wait for a disk.")),
  /// `container_memory_limit_hits_total`
  MEMORY_LIMIT_HITS(counter("memory_limit_hits_total", "", "Times its memory limit was reached.")),
  /// `container_oom_kills_total`
  OOM_KILLS(
      counter(
          "oom_kills_total", "", "Processes killed in it, since its start, as memory was short.")),
  /// `container_disk_read_bytes_total`
  DISK_READ_BYTES(counter("disk_read_bytes_total", "bytes", "Bytes read from all devices.")),
  /// `container_disk_write_bytes_total`
  DISK_WRITE_BYTES(counter("disk_write_bytes_total", "bytes", "Bytes written to all devices.")),
  /// `container_disk_read_ops_total`
  DISK_READ_OPS(counter("disk_read_ops_total", "", "Read operations on all devices.")),
  /// `container_disk_write_ops_total`
  DISK_WRITE_OPS(counter("disk_write_ops_total", "", "Write operations on all devices.")),
  /// `container_pids`
  PIDS(gauge("pids", "", "Processes and threads in it.")),
  /// `container_pids_limit`
  PIDS_LIMIT(
      gauge("pids_limit", "", "Processes and threads it may have; absent when there is no limit.")),
  /// `container_pressure_stalled_seconds_total{kind="some",resource="cpu"}`
  CPU_STALLED_SOME(pressure(), "cpu", "some"),
  /// `container_pressure_stalled_seconds_total{kind="full",resource="cpu"}`
  CPU_STALLED_FULL(pressure(), "cpu", "full"),
  /// `container_pressure_stalled_seconds_total{kind="some",resource="memory"}`
  MEMORY_STALLED_SOME(pressure(), "memory", "some"),
  /// `container_pressure_stalled_seconds_total{kind="full",resource="memory"}`
  MEMORY_STALLED_FULL(pressure(), "memory", "full"),
  /// `container_pressure_stalled_seconds_total{kind="some",resource="io"}`
  IO_STALLED_SOME(pressure(), "io", "some"),
  /// `container_pressure_stalled_seconds_total{kind="full",resource="io"}`
  IO_STALLED_FULL(pressure(), "io", "full"),
  /// `container_status 1`
  STATUS(
      gauge(
          "status",
          "",
          "State: created 0, running 1, restarting 2, removing 3, paused 4, exited 5, dead 6,"
              + " any other -1.")),
  /// `container_uptime_seconds`
  UPTIME(
      gauge("uptime_seconds", "seconds", "How long it has been running, or ran until it ended.")),
  /// `container_start_time_seconds`
  START_TIME(
      gauge("start_time_seconds", "seconds", "When it was last started, in seconds since 1970.")),
  /// `container_end_time_seconds`
  END_TIME(gauge("end_time_seconds", "seconds", "When it last ended, in seconds since 1970.")),
  /// `container_restarts_total`
  RESTARTS(counter("restarts_total", "", "Times its restart policy started it again.")),
  /// `container_exit_code`
  EXIT_CODE(gauge("exit_code", "", "Exit code of one that has ended.")),
  /// `container_oom_killed`
  OOM_KILLED(
      gauge(
          "oom_killed", "", "1 when the runtime says it was killed as memory was short, else 0.")),
  /// `container_health_status`
  HEALTH(
      gauge(
          "health_status",
          "",
          "What its health check says: unhealthy 0, healthy 1, starting 2; absent without one.")),
  /// `container_health_failing_streak`
  FAILING_STREAK(gauge("health_failing_streak", "", "Health checks in a row that have failed."));

  private static final Vital[] ALL = values();

  final Family family;
  final Labels labels;

  Vital(Family family) {
    this.family = family;
    this.labels = Labels.NONE;
  }

  Vital(Family family, String resource, String kind) {
    this.family = family;
    this.labels = Labels.of("resource", resource, "kind", kind);
  }

  static int count() {
    return ALL.length;
  }

  static Vital at(int index) {
    return ALL[index];
  }

  private static Family gauge(String name, String unit, String help) {
    return Family.gauge("container_" + name, unit, help);
  }

  private static Family counter(String name, String unit, String help) {
    return Family.counter("container_" + name, unit, help);
  }

  private static Family pressure() {
    return counter(
        "pressure_stalled_seconds_total",
        "seconds",
        "Time in which some or all (label kind: some, full) of its threads waited for a resource.");
  }
}
