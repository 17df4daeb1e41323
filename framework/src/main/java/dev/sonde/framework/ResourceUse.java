package dev.sonde.framework;

import java.time.Duration;

/// What a collector itself has used since it was registered, in attempts that have returned.
///
/// @param cpu time of processors, on its own thread
/// @param allocatedBytes memory it asked for, on its own thread; most of it is garbage by now
/// @param time spent, waiting included
/// @param attempts readings that were tried, retries and initializations included
public record ResourceUse(Duration cpu, long allocatedBytes, Duration time, long attempts) {
  static final ResourceUse NONE = new ResourceUse(Duration.ZERO, 0, Duration.ZERO, 0);

  ResourceUse plus(ResourceUse more) {
    return new ResourceUse(
        cpu.plus(more.cpu),
        allocatedBytes + more.allocatedBytes,
        time.plus(more.time),
        attempts + more.attempts);
  }
}
