package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// How far the file has whose samples, after a power cut. Safe for many threads.
final class Durable {
  private record Sender(UUID instance, long epoch) {}

  private record Reached(Sender by, long upTo) {}

  private final Vault vault;
  private final Map<Sender, Long> reached = new ConcurrentHashMap<>();
  private volatile long generation;

  Durable(Vault vault) {
    this.vault = vault;
  }

  long upTo(UUID instance, long epoch) {
    return generation == vault.generation()
        ? reached.getOrDefault(new Sender(instance, epoch), 0L)
        : 0;
  }

  /// Syncs, and notes what had been committed when it began.
  void sync() throws IOException, InterruptedException {
    long of = vault.generation();
    List<Reached> committed =
        vault.write(
            "look at the cursors",
            (link, _) ->
                link.all(
                    row ->
                        new Reached(
                            new Sender(uuid(Link.bytes(row, 1)), row.getLong(2)), row.getLong(3)),
                    "SELECT instance, epoch, upto FROM cursor"));
    if (vault.checkpoint() && of == vault.generation()) {
      if (generation != of) {
        reached.clear();
        generation = of;
      }
      committed.forEach(each -> reached.put(each.by(), each.upTo()));
    }
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer both = ByteBuffer.wrap(Arrays.copyOf(bytes, 2 * Long.BYTES));
    return new UUID(both.getLong(), both.getLong());
  }
}
