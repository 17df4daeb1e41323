package dev.sonde.collectors.host;

import dev.sonde.api.Settings;
import java.time.Duration;

/// What of the machine is measured.
///
/// @param cpu CPU use and times
/// @param memory memory and swap
/// @param disk disk space and disk I/O
/// @param network network interfaces
/// @param load load, uptime
/// @param kernel context switches, interrupts, processes, threads, file descriptors, boot time
/// @param pressure pressure stall information
/// @param sensors temperatures and fans
/// @param battery batteries
/// @param sockets sockets in use
/// @param ownCgroup limits of Sonde's own cgroup
/// @param diskDevices which disks and partitions
/// @param filesystemTypes which types of file systems
/// @param mountpoints which mount points
/// @param networkInterfaces which network interfaces
/// @param diskTimeout how long file systems may take to tell their size
public record HostConfig(
    boolean cpu,
    boolean memory,
    boolean disk,
    boolean network,
    boolean load,
    boolean kernel,
    boolean pressure,
    boolean sensors,
    boolean battery,
    boolean sockets,
    boolean ownCgroup,
    Filter diskDevices,
    Filter filesystemTypes,
    Filter mountpoints,
    Filter networkInterfaces,
    Duration diskTimeout) {

  /// All of it, as an empty configuration means it.
  public static final HostConfig DEFAULT =
      new HostConfig(
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          Filter.ALL,
          Filter.ALL,
          Filter.ALL,
          Filter.ALL,
          Duration.ofSeconds(1));

  static HostConfig read(Settings settings) {
    return new HostConfig(
        settings.flag("cpu", DEFAULT.cpu, "CPU use in percent and CPU time by mode."),
        settings.flag("memory", DEFAULT.memory, "Memory and swap."),
        settings.flag("disk", DEFAULT.disk, "Space of file systems, and disk I/O."),
        settings.flag("network", DEFAULT.network, "Bytes, packets, errors and drops."),
        settings.flag("load", DEFAULT.load, "Load averages and uptime."),
        settings.flag(
            "kernel",
            DEFAULT.kernel,
            "Context switches, interrupts, processes, threads, file descriptors, boot time."),
        settings.flag("pressure", DEFAULT.pressure, "Pressure stall information (Linux 4.20)."),
        settings.flag("sensors", DEFAULT.sensors, "Temperatures and fans."),
        settings.flag("battery", DEFAULT.battery, "Charge and power of batteries."),
        settings.flag("sockets", DEFAULT.sockets, "TCP and UDP sockets in use."),
        settings.flag(
            "own_cgroup", DEFAULT.ownCgroup, "Limits of the container that Sonde itself runs in."),
        settings.section(
            "disk_devices",
            "Which disks and partitions have their I/O measured, by names such as sda1.",
            section -> Filter.read(section, "disks")),
        settings.section(
            "filesystem_types",
            "Which types of file systems have their space measured. With include empty these are the"
                + " ones on block devices, zfs, and whatever is mounted at /.",
            section -> Filter.read(section, "types")),
        settings.section(
            "mountpoints",
            "Which mount points have their space measured.",
            section -> Filter.read(section, "mount points")),
        settings.section(
            "network_interfaces",
            "Which network interfaces are measured.",
            section -> Filter.read(section, "interfaces")),
        settings.duration(
            "disk_timeout",
            DEFAULT.diskTimeout,
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            "How long the file systems may take to tell their size; one that takes longer is left"
                + " out until it answers."));
  }
}
