package dev.sonde.journal;

import dev.sonde.api.Appended;
import java.util.Map;
import java.util.TreeMap;

/// What the journal counts about itself since it was opened. Safe for many threads.
final class JournalCounts {
  private long accepted;
  private long acceptedBytes;
  private long repeated;
  private long appends;
  private long syncs;
  private long syncNanos;
  private long damaged;
  private long damages;
  private final Map<String, Long> refused = new TreeMap<>();
  private String problem = "";

  synchronized void answered(Appended answer, int samples) {
    switch (answer) {
      case Appended.Accepted _ -> {
        accepted += samples;
        appends++;
      }
      case Appended.Repeated _ -> repeated += samples;
      case Appended.Refused(var reason, _) -> refused(reason, samples);
    }
  }

  synchronized void refused(String reason, int samples) {
    refused.merge(reason, (long) samples, Long::sum);
  }

  synchronized void wrote(long bytes) {
    acceptedBytes += bytes;
  }

  synchronized void synced(long nanos) {
    syncs++;
    syncNanos += nanos;
  }

  synchronized void damaged(long samples) {
    damages++;
    damaged += samples;
  }

  synchronized void problem(String text) {
    problem = text;
  }

  synchronized String problem() {
    return problem;
  }

  synchronized JournalStatus status(boolean durable, Log log, long maxBytes) {
    Segment oldest = log.oldest();
    return new JournalStatus(
        durable,
        log.head(),
        log.oldestNumber(),
        oldest == null ? 0 : oldest.head().createdMillis(),
        log.size(),
        log.bytes(),
        maxBytes,
        accepted,
        acceptedBytes,
        repeated,
        refused,
        appends,
        syncs,
        syncNanos,
        damaged,
        damages,
        problem);
  }
}
