/// The machine: CPU, memory, disks, network, load, pressure, sensors, batteries, sockets and the
/// limits of Sonde's own cgroup, read from `/proc` and `/sys`.
package dev.sonde.collectors.host;
