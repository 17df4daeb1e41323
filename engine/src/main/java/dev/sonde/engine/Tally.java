package dev.sonde.engine;

import dev.sonde.api.PushAccount;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What became of one run's samples before the journal was asked. For one thread; what others may
/// see is in its [Ledger].
final class Tally {
  private long received;
  private long repeated;
  private final Map<String, Long> filtered = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();

  boolean isEmpty() {
    return received == 0;
  }

  void received(long samples) {
    received += samples;
  }

  /// The journal had them before.
  void repeated(long samples) {
    repeated += samples;
  }

  void filtered(String reason, long samples) {
    filtered.merge(reason, samples, Long::sum);
  }

  void refused(String reason, long samples) {
    refused.merge(reason, samples, Long::sum);
  }

  /// Takes in what another one has counted.
  void add(Tally other) {
    received += other.received;
    repeated += other.repeated;
    other.filtered.forEach(this::filtered);
    other.refused.forEach(this::refused);
  }

  void clear() {
    received = 0;
    repeated = 0;
    filtered.clear();
    refused.clear();
  }

  PushAccount account(long accepted, OptionalLong newestMillis) {
    var reasons = new TreeMap<>(filtered);
    refused.forEach((reason, samples) -> reasons.merge(reason, samples, Long::sum));
    return new PushAccount(accepted, repeated, sum(filtered), sum(refused), reasons, newestMillis);
  }

  private static long sum(Map<String, Long> byReason) {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  Totals totals(long accepted, long waiting) {
    return new Totals(received, accepted, repeated, filtered, refused, waiting);
  }
}
