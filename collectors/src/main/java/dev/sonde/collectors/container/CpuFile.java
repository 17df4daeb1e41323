package dev.sonde.collectors.container;

import dev.sonde.api.Time;

/// The file with the CPU time of a container: the clock is looked at right after it was read.
final class CpuFile implements Reading {
  private final Reading file;
  private final Time time;

  /// @param file what gives [Vital#CPU_SECONDS]
  CpuFile(Reading file, Time time) {
    this.file = file;
    this.time = time;
  }

  @Override
  public void read(Vitals into) {
    file.read(into);
    into.cpu(into.of(Vital.CPU_SECONDS), time.nanos());
  }

  @Override
  public void close() {
    file.close();
  }
}
