package dev.sonde.client;

import java.util.Map;

/// How a sink is doing. Counts of samples: `taken = inMemory + pending + arrived + dropped` for
/// what was taken since it was opened, when nothing was left from before.
///
/// @param durable does it have a folder?
/// @param taken since it was opened
/// @param refused since it was opened, by reason
/// @param inMemory taken, and not in the journal yet
/// @param pending in the journal, and not at the hub yet; also what was left from before, but not
///   what is taken over from other senders that shared the folder
/// @param arrived at the hub; over the life of the folder
/// @param dropped set aside in the folder, as the hub says that they are wrong and always will be,
///   or lost to damage of the disk; over the life of the folder
/// @param hubAnswers did the hub answer last time? True before the first time
/// @param lastError what went wrong last on the way to the hub, empty when nothing has; carries no
///   secrets
/// @param problem what keeps the journal from taking more, empty when nothing does
public record SinkStatus(
    boolean durable,
    long taken,
    Map<Receipt.Reason, Long> refused,
    long inMemory,
    long pending,
    long arrived,
    long dropped,
    boolean hubAnswers,
    String lastError,
    String problem) {
  public SinkStatus {
    refused = Map.copyOf(refused);
  }
}
