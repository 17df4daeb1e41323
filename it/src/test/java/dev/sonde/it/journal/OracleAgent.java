package dev.sonde.it.journal;

import dev.sonde.api.Shipper;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.Couriers;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A small program of Sonde's real parts: listener, journal, couriers. Runs until it is killed.
///
/// Harder than as it ships: segments go as soon as they are delivered, are small when the journal
/// is, batches are small and retries quick, stores tend all the time, so that kills meet more of
/// everything.
final class OracleAgent {
  private static final int SEGMENTS = 64;
  private static final long MOST_SEGMENT_BYTES = 64L << 20;
  private static final int TAIL_BYTES = 1 << 16;
  private static final int BATCH = 2_000;
  private static final int MANY = 1_000_000;
  private static final Duration TENDING = Duration.ofMillis(100);

  private final AtomicInteger indexes = new AtomicInteger();
  private final Map<String, Store> stores = new ConcurrentHashMap<>();
  private final Path folder;
  private final Journal journal;
  private final Couriers couriers;

  private OracleAgent(Path folder, long maxBytes) throws IOException {
    this.folder = folder;
    journal = Journal.open(LocalDisk.open(folder), journalConfig(maxBytes), Contexts.of(indexes));
    couriers = new Couriers(journal, Time.SYSTEM, SplittableRandom::new, indexes::getAndIncrement);
  }

  /// Words: port, data folder, bytes that the journal may take, then `NAME=PORT` for each
  /// destination: `plain`, `transactional`, `prometheus`, `victoria`, `store` (of its own, its port
  /// is none) or `store-postgres`.
  public static void main(String[] words) throws IOException, InterruptedException {
    var agent = new OracleAgent(Path.of(words[1]), Long.parseLong(words[2]));
    agent.couriers.apply(
        List.of(words).subList(3, words.length).stream().map(agent::plan).toList());
    var address = new Address.Tcp("127.0.0.1", Integer.parseInt(words[0]));
    var pushed = new Door(agent.journal, agent.indexes::getAndIncrement);
    var door = new Knowing(pushed, agent.couriers, agent.stores);
    Thread.ofPlatform().daemon().start(agent::tend);
    try (var listener = Listener.open(address, Limits.DEFAULT.withFailuresPerSecond(MANY), door)) {
      System.err.println("listening on " + listener.address());
      new CountDownLatch(1).await();
    }
  }

  private CourierPlan plan(String word) {
    int equals = word.indexOf('=');
    var name = word.substring(0, equals);
    int port = Integer.parseInt(word.substring(equals + 1));
    var shipper = shipper(name, port);
    return new CourierPlan(
        name,
        port,
        courierConfig(),
        StartAt.OLDEST,
        true,
        () -> shipper,
        CourierPlan.EVERYTHING,
        0);
  }

  private Shipper shipper(String name, int port) {
    return switch (name) {
      case "plain" -> new LinesShipper(port, false);
      case "transactional" -> new LinesShipper(port, true);
      case "prometheus" -> RealShipper.remoteWrite(write(port), "2.0", "snappy");
      case "store" -> kept(name, embedded());
      case "store-postgres" -> kept(name, RealStore.postgres(port, Time.SYSTEM));
      case "victoria" -> RealShipper.remoteWrite(write(port), "1.0", "zstd");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Store embedded() {
    return RealStore.embedded(folder.resolveSibling("history"), new Ahead(), Duration.ofDays(7));
  }

  private Store kept(String name, Store store) {
    stores.put(name, store);
    return store;
  }

  /// What fails is tried again: the server may be down.
  private void tend() {
    try {
      while (true) {
        Thread.sleep(TENDING);
        for (var each : stores.values()) {
          tend(each);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tend(Store store) throws InterruptedException {
    try {
      store.tend();
    } catch (IOException e) {
      System.err.println("tending: " + e.getMessage());
    }
  }

  private static String write(int port) {
    return "http://127.0.0.1:" + port + "/api/v1/write";
  }

  private static CourierConfig courierConfig() {
    var usual = CourierConfig.DEFAULT;
    return new CourierConfig(
        BATCH,
        Duration.ofMillis(200),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        usual.retryAfterMost(),
        usual.openAfter(),
        usual.poisonTries(),
        usual.poisonAfter(),
        usual.setAsideFor());
  }

  private static JournalConfig journalConfig(long maxBytes) {
    var usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        Sync.ALWAYS,
        usual.syncInterval(),
        maxBytes,
        usual.maxAge(),
        WhenFull.REFUSE,
        Math.min(MOST_SEGMENT_BYTES, maxBytes / SEGMENTS),
        Duration.ZERO,
        TAIL_BYTES);
  }
}
