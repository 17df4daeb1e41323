package dev.sonde.api;

import java.nio.ByteBuffer;
import java.util.Map;

/// A batch as a destination wants it. The bytes belong to the shipper and are valid until it
/// encodes again.
///
/// @param body backed by an array, from position to limit; a send leaves both as they are
/// @param samples how many samples the body holds; with none, nothing is sent
/// @param unsaid samples that the format can't say, by reason (`not_a_number` …)
public record Encoded(BatchId id, ByteBuffer body, int samples, Map<String, Long> unsaid) {
  public Encoded {
    unsaid = Map.copyOf(unsaid);
  }
}
