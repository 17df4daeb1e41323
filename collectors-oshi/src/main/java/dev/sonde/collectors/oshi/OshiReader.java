package dev.sonde.collectors.oshi;

/// Reads one part of the machine.
interface OshiReader {
  void read(Readings out);
}
