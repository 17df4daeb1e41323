package dev.sonde.collectors.host;

import dev.sonde.api.Family;
import java.util.List;

/// Every family that a host collector may record, on any system.
public final class HostFamilies {
  /// `system_cpu_usage_percent{core="0"}`
  public static final Family CPU_USAGE =
      Family.gauge(
          "system_cpu_usage_percent",
          "percent",
          "Time this logical CPU was busy since the last reading; waiting for disks counts "
              + "as idle. Label core is its number.");

  /// `system_cpu_usage_total_percent`
  public static final Family CPU_USAGE_TOTAL =
      Family.gauge(
          "system_cpu_usage_total_percent",
          "percent",
          "Time all logical CPUs together were busy since the last reading; waiting for "
              + "disks counts as idle.");

  /// `system_cpu_count`
  public static final Family CPU_COUNT =
      Family.gauge("system_cpu_count", "", "Logical CPUs that are online.");

  /// `system_cpu_seconds_total{mode="user"}`
  public static final Family CPU_SECONDS =
      Family.counter(
          "system_cpu_seconds_total",
          "seconds",
          "CPU time of all CPUs since the start of the machine, by mode. Time spent for "
              + "guests is part of user and nice.");

  /// `system_memory_total_bytes`
  public static final Family MEMORY_TOTAL =
      Family.gauge("system_memory_total_bytes", "bytes", "Memory the kernel can use.");

  /// `system_memory_used_bytes`
  public static final Family MEMORY_USED =
      Family.gauge(
          "system_memory_used_bytes",
          "bytes",
          "Memory in use: total less free, buffers and cached.");

  /// `system_memory_available_bytes`
  public static final Family MEMORY_AVAILABLE =
      Family.gauge(
          "system_memory_available_bytes",
          "bytes",
          "Memory that programs could still get without swapping, as the kernel estimates "
              + "it.");

  /// `system_memory_usage_percent`
  public static final Family MEMORY_USAGE =
      Family.gauge(
          "system_memory_usage_percent",
          "percent",
          "Memory in use as part of the total: used / total.");

  /// `system_memory_unavailable_percent`
  public static final Family MEMORY_UNAVAILABLE =
      Family.gauge(
          "system_memory_unavailable_percent",
          "percent",
          "Memory that programs could not get any more as part of the total: (total - "
              + "available) / total.");

  /// `system_memory_free_bytes`
  public static final Family MEMORY_FREE =
      Family.gauge("system_memory_free_bytes", "bytes", "Memory nobody uses, not even as a cache.");

  /// `system_memory_buffers_bytes`
  public static final Family MEMORY_BUFFERS =
      Family.gauge(
          "system_memory_buffers_bytes", "bytes", "Memory that holds raw blocks of disks.");

  /// `system_memory_cached_bytes`
  public static final Family MEMORY_CACHED =
      Family.gauge(
          "system_memory_cached_bytes",
          "bytes",
          "Memory that holds parts of files, and kernel structures that could be given " + "back.");

  /// `system_swap_total_bytes`
  public static final Family SWAP_TOTAL =
      Family.gauge("system_swap_total_bytes", "bytes", "Swap space.");

  /// `system_swap_used_bytes`
  public static final Family SWAP_USED =
      Family.gauge("system_swap_used_bytes", "bytes", "Swap space in use.");

  /// `system_swap_usage_percent`
  public static final Family SWAP_USAGE =
      Family.gauge(
          "system_swap_usage_percent",
          "percent",
          "Swap space in use as part of the total; 0 when there is no swap.");

  /// `system_disk_total_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"}`
  public static final Family DISK_TOTAL =
      Family.gauge("system_disk_total_bytes", "bytes", "Size of a file system.");

  /// `system_disk_used_bytes`
  public static final Family DISK_USED =
      Family.gauge("system_disk_used_bytes", "bytes", "Bytes of a file system that are taken.");

  /// `system_disk_free_bytes`
  public static final Family DISK_FREE =
      Family.gauge(
          "system_disk_free_bytes",
          "bytes",
          "Bytes of a file system that are free for users other than root.");

  /// `system_disk_usage_percent`
  public static final Family DISK_USAGE =
      Family.gauge(
          "system_disk_usage_percent",
          "percent",
          "Taken part of what users can have of a file system: used / (used + free).");

  /// `system_disk_read_bytes_total{device="sda"}`
  public static final Family DISK_READ_BYTES =
      Family.counter(
          "system_disk_read_bytes_total", "bytes", "Bytes read from a disk or a partition.");

  /// `system_disk_write_bytes_total`
  public static final Family DISK_WRITE_BYTES =
      Family.counter(
          "system_disk_write_bytes_total", "bytes", "Bytes written to a disk or a partition.");

  /// `system_disk_read_count_total`
  public static final Family DISK_READ_COUNT =
      Family.counter(
          "system_disk_read_count_total",
          "",
          "Reads from a disk or a partition that are completed.");

  /// `system_disk_write_count_total`
  public static final Family DISK_WRITE_COUNT =
      Family.counter(
          "system_disk_write_count_total",
          "",
          "Writes to a disk or a partition that are completed.");

  /// `system_disk_io_seconds_total`
  public static final Family DISK_IO_SECONDS =
      Family.counter(
          "system_disk_io_seconds_total",
          "seconds",
          "Time in which a disk or a partition had something to do.");

  /// `system_network_bytes_sent_total{interface="eth0"}`
  public static final Family NETWORK_BYTES_SENT =
      Family.counter("system_network_bytes_sent_total", "bytes", "Bytes a network interface sent.");

  /// `system_network_bytes_recv_total`
  public static final Family NETWORK_BYTES_RECEIVED =
      Family.counter(
          "system_network_bytes_recv_total", "bytes", "Bytes a network interface received.");

  /// `system_network_packets_sent_total`
  public static final Family NETWORK_PACKETS_SENT =
      Family.counter("system_network_packets_sent_total", "", "Packets a network interface sent.");

  /// `system_network_packets_recv_total`
  public static final Family NETWORK_PACKETS_RECEIVED =
      Family.counter(
          "system_network_packets_recv_total", "", "Packets a network interface received.");

  /// `system_network_errors_in_total`
  public static final Family NETWORK_ERRORS_IN =
      Family.counter(
          "system_network_errors_in_total", "", "Packets a network interface received damaged.");

  /// `system_network_errors_out_total`
  public static final Family NETWORK_ERRORS_OUT =
      Family.counter(
          "system_network_errors_out_total", "", "Packets a network interface failed to send.");

  /// `system_network_drop_in_total`
  public static final Family NETWORK_DROP_IN =
      Family.counter("system_network_drop_in_total", "", "Packets dropped on the way in.");

  /// `system_network_drop_out_total`
  public static final Family NETWORK_DROP_OUT =
      Family.counter("system_network_drop_out_total", "", "Packets dropped on the way out.");

  /// `system_load1`
  public static final Family LOAD_1 =
      Family.gauge(
          "system_load1",
          "",
          "Processes that run, wait for a CPU or wait for a disk: mean over 1 minute.");

  /// `system_load5`
  public static final Family LOAD_5 =
      Family.gauge(
          "system_load5",
          "",
          "Processes that run, wait for a CPU or wait for a disk: mean over 5 minutes.");

  /// `system_load15`
  public static final Family LOAD_15 =
      Family.gauge(
          "system_load15",
          "",
          "Processes that run, wait for a CPU or wait for a disk: mean over 15 minutes.");

  /// `system_uptime_seconds`
  public static final Family UPTIME =
      Family.gauge("system_uptime_seconds", "seconds", "Time since the machine started.");

  /// `system_boot_time_seconds`
  public static final Family BOOT_TIME =
      Family.gauge(
          "system_boot_time_seconds",
          "seconds",
          "When the machine started, in seconds since 1970.");

  /// `system_context_switches_total`
  public static final Family CONTEXT_SWITCHES =
      Family.counter(
          "system_context_switches_total", "", "Switches of a CPU from one thread to another.");

  /// `system_interrupts_total`
  public static final Family INTERRUPTS =
      Family.counter("system_interrupts_total", "", "Interrupts served.");

  /// `system_forks_total`
  public static final Family FORKS =
      Family.counter("system_forks_total", "", "Processes and threads started.");

  /// `system_processes_running`
  public static final Family PROCESSES_RUNNING =
      Family.gauge("system_processes_running", "", "Threads that run or wait for a CPU.");

  /// `system_processes_blocked`
  public static final Family PROCESSES_BLOCKED =
      Family.gauge("system_processes_blocked", "", "Threads that wait for a disk.");

  /// `system_threads`
  public static final Family THREADS =
      Family.gauge("system_threads", "", "Threads on the machine.");

  /// `system_file_descriptors_allocated`
  public static final Family FILE_DESCRIPTORS_ALLOCATED =
      Family.gauge("system_file_descriptors_allocated", "", "File handles in use on the machine.");

  /// `system_file_descriptors_max`
  public static final Family FILE_DESCRIPTORS_MAX =
      Family.gauge("system_file_descriptors_max", "", "File handles the machine allows.");

  /// `system_sockets_used`
  public static final Family SOCKETS_USED =
      Family.gauge("system_sockets_used", "", "Sockets in use, of all kinds.");

  /// `system_tcp_sockets{state="inuse"}`
  public static final Family TCP_SOCKETS =
      Family.gauge(
          "system_tcp_sockets",
          "",
          "TCP sockets of IPv4 and IPv6, by state: inuse, orphan or timewait.");

  /// `system_udp_sockets`
  public static final Family UDP_SOCKETS =
      Family.gauge("system_udp_sockets", "", "UDP sockets of IPv4 and IPv6 in use.");

  /// `system_pressure_stalled_seconds_total{kind="some",resource="cpu"}`
  public static final Family PRESSURE_SECONDS =
      Family.counter(
          "system_pressure_stalled_seconds_total",
          "seconds",
          "Time in which some or all (label kind: some, full) threads waited for a " + "resource.");

  /// `system_pressure_stalled_percent{kind="some",resource="cpu",window="10s"}`
  public static final Family PRESSURE_PERCENT =
      Family.gauge(
          "system_pressure_stalled_percent",
          "percent",
          "Part of the time in which some or all threads waited for a resource: mean over "
              + "the window.");

  /// `system_temperature_celsius{chip="coretemp",sensor="Core 0"}`
  public static final Family TEMPERATURE =
      Family.gauge(
          "system_temperature_celsius",
          "celsius",
          "Temperature of a sensor. The one with sensor primary, and no chip, stands for "
              + "the machine.");

  /// `system_fan_rpm{chip="nct6779",sensor="fan1"}`
  public static final Family FAN =
      Family.gauge("system_fan_rpm", "", "Turns of a fan in a minute.");

  /// `system_battery_charge_percent{battery="BAT0"}`
  public static final Family BATTERY_CHARGE =
      Family.gauge("system_battery_charge_percent", "percent", "Charge of a battery.");

  /// `system_battery_power_watts`
  public static final Family BATTERY_POWER =
      Family.gauge(
          "system_battery_power_watts", "watts", "Power that goes into or out of a battery.");

  /// `system_own_cgroup_cpu_limit_cores`
  public static final Family OWN_CPU_LIMIT =
      Family.gauge(
          "system_own_cgroup_cpu_limit_cores",
          "",
          "CPUs that the cgroup of Sonde itself may use; absent when there is no limit.");

  /// `system_own_cgroup_cpu_usage_seconds_total`
  public static final Family OWN_CPU_USAGE =
      Family.counter(
          "system_own_cgroup_cpu_usage_seconds_total",
          "seconds",
          "CPU time used in the cgroup that limits Sonde itself.");

  /// `system_own_cgroup_memory_limit_bytes`
  public static final Family OWN_MEMORY_LIMIT =
      Family.gauge(
          "system_own_cgroup_memory_limit_bytes",
          "bytes",
          "Memory that the cgroup of Sonde itself may use; absent when there is no limit.");

  /// `system_own_cgroup_memory_usage_bytes`
  public static final Family OWN_MEMORY_USAGE =
      Family.gauge(
          "system_own_cgroup_memory_usage_bytes",
          "bytes",
          "Memory used in the cgroup that limits Sonde itself, caches included.");

  /// `system_own_cgroup_pids_limit`
  public static final Family OWN_PIDS_LIMIT =
      Family.gauge(
          "system_own_cgroup_pids_limit",
          "",
          "Processes and threads that the cgroup of Sonde itself may have; absent when "
              + "there is no limit.");

  private static final List<Family> ALL =
      List.of(
          CPU_USAGE,
          CPU_USAGE_TOTAL,
          CPU_COUNT,
          CPU_SECONDS,
          MEMORY_TOTAL,
          MEMORY_USED,
          MEMORY_AVAILABLE,
          MEMORY_USAGE,
          MEMORY_UNAVAILABLE,
          MEMORY_FREE,
          MEMORY_BUFFERS,
          MEMORY_CACHED,
          SWAP_TOTAL,
          SWAP_USED,
          SWAP_USAGE,
          DISK_TOTAL,
          DISK_USED,
          DISK_FREE,
          DISK_USAGE,
          DISK_READ_BYTES,
          DISK_WRITE_BYTES,
          DISK_READ_COUNT,
          DISK_WRITE_COUNT,
          DISK_IO_SECONDS,
          NETWORK_BYTES_SENT,
          NETWORK_BYTES_RECEIVED,
          NETWORK_PACKETS_SENT,
          NETWORK_PACKETS_RECEIVED,
          NETWORK_ERRORS_IN,
          NETWORK_ERRORS_OUT,
          NETWORK_DROP_IN,
          NETWORK_DROP_OUT,
          LOAD_1,
          LOAD_5,
          LOAD_15,
          UPTIME,
          BOOT_TIME,
          CONTEXT_SWITCHES,
          INTERRUPTS,
          FORKS,
          PROCESSES_RUNNING,
          PROCESSES_BLOCKED,
          THREADS,
          FILE_DESCRIPTORS_ALLOCATED,
          FILE_DESCRIPTORS_MAX,
          SOCKETS_USED,
          TCP_SOCKETS,
          UDP_SOCKETS,
          PRESSURE_SECONDS,
          PRESSURE_PERCENT,
          TEMPERATURE,
          FAN,
          BATTERY_CHARGE,
          BATTERY_POWER,
          OWN_CPU_LIMIT,
          OWN_CPU_USAGE,
          OWN_MEMORY_LIMIT,
          OWN_MEMORY_USAGE,
          OWN_PIDS_LIMIT);

  private HostFamilies() {}

  /// All of them, in the order in which people look for them.
  public static List<Family> all() {
    return ALL;
  }
}
