package dev.sonde.stores.embedded;

import dev.sonde.api.BatchId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How far the file has whose samples, after a power cut. Safe for many threads.
final class Durable {
  private record Sender(UUID instance, long epoch) {}

  private record Reached(Sender by, long upTo) {}

  private record Synced(List<Reached> committed, boolean all) {}

  private record Begun(Sender by, long generation) {}

  private final Vault vault;
  private final Map<Sender, Long> reached = new ConcurrentHashMap<>();
  private volatile long generation;
  private volatile @Nullable Begun begun;

  Durable(Vault vault) {
    this.vault = vault;
  }

  long upTo(UUID instance, long epoch) {
    return generation == vault.generation()
        ? reached.getOrDefault(new Sender(instance, epoch), 0L)
        : 0;
  }

  /// Before an epoch's first batch, whatever is there of others must be durable: nobody asks for
  /// them any more, and what the journal had of them is gone.
  void begin(BatchId first) throws IOException, InterruptedException {
    var now = new Begun(new Sender(first.instance(), first.epoch()), vault.generation());
    if (now.equals(begun)) {
      return;
    }
    long upTo =
        vault.write(
            "look at the cursor", (link, _) -> Marks.upTo(link, first.instance(), first.epoch()));
    if (upTo == 0 && !sync()) {
      throw new IOException(
          "a query still reads what was there before; what it reads is synced"
              + " when it ends, and only then this start's samples come in");
    }
    begun = now;
  }

  /// Syncs, and notes what had been committed when it began.
  ///
  /// @return whether all of that is durable now
  boolean sync() throws IOException, InterruptedException {
    long of = vault.generation();
    Synced synced = vault.keep("sync the store", Durable::sync);
    boolean all = synced.all() && of == vault.generation();
    if (all) {
      note(synced.committed(), of);
    }
    return all;
  }

  private static Synced sync(Link link) throws SQLException {
    List<Reached> committed =
        link.all(
            row ->
                new Reached(new Sender(uuid(Link.bytes(row, 1)), row.getLong(2)), row.getLong(3)),
            "SELECT instance, epoch, upto FROM cursor");
    return new Synced(committed, Database.checkpoint(link));
  }

  private synchronized void note(List<Reached> committed, long of) {
    if (generation != of) {
      reached.clear();
      generation = of;
    }
    committed.forEach(each -> reached.merge(each.by(), each.upTo(), Math::max));
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer both = ByteBuffer.wrap(Arrays.copyOf(bytes, 2 * Long.BYTES));
    return new UUID(both.getLong(), both.getLong());
  }
}
