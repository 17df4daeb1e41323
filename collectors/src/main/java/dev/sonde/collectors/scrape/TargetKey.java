package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.api.Rhythm;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.http.Url;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What makes a target this one and no other of its job. When it is scraped does not: a target that
/// is scraped at other times goes on.
///
/// @param labels what its series get
record TargetKey(Url url, Labels labels, Timing timing) {
  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TargetKey key && url.equals(key.url) && labels.equals(key.labels);
  }

  @Override
  public int hashCode() {
    return 31 * url.hashCode() + labels.hashCode();
  }

  Rhythm rhythm() {
    long offset = Long.remainderUnsigned(stableHash(), timing.interval().toMillis());
    return new Rhythm(timing.interval(), Duration.ofMillis(offset));
  }

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
