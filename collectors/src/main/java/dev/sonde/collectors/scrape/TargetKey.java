package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.http.Url;
import java.nio.charset.StandardCharsets;

/// What makes a target this one and no other of its job.
///
/// @param labels what its series get
record TargetKey(Url url, Labels labels, Timing timing) {
  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /// The same in every process and on every machine: a part of it says when the target is scraped,
  /// another by which of several processes.
  long stableHash() {
    long hash = SEED;
    for (byte each : (url.toString() + labels).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ each) * PRIME;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
