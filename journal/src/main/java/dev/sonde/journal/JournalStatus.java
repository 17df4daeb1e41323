package dev.sonde.journal;

import java.util.Map;

/// How a journal is doing. Counters count since it was opened.
///
/// @param durable false when it lives in memory
/// @param head the running number after the newest sample that is safe
/// @param oldest the running number of the oldest sample that is still there
/// @param oldestMillis when the oldest file was begun, milliseconds since 1970
/// @param segments how many files there are
/// @param bytes what they take
/// @param maxBytes what they may take now
/// @param accepted samples taken
/// @param acceptedBytes bytes written for them
/// @param repeated samples that were here before
/// @param refused samples not taken, by reason
/// @param appends requests taken
/// @param syncs how often the disk was asked to make things durable
/// @param syncNanos how long that took, all together
/// @param damaged samples that damage took, as far as it was met
/// @param damages places where damage was met
/// @param problem what keeps it from taking more, empty when nothing does
public record JournalStatus(
    boolean durable,
    long head,
    long oldest,
    long oldestMillis,
    int segments,
    long bytes,
    long maxBytes,
    long accepted,
    long acceptedBytes,
    long repeated,
    Map<String, Long> refused,
    long appends,
    long syncs,
    long syncNanos,
    long damaged,
    long damages,
    String problem) {
  public JournalStatus {
    refused = Map.copyOf(refused);
  }
}
