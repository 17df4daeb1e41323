package dev.sonde.app;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Labels;
import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import dev.sonde.api.Origin;
import dev.sonde.api.Recorder;
import dev.sonde.api.Surroundings;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.delivery.Couriers;
import dev.sonde.delivery.DeliveryMetrics;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.MemoryDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal and its couriers as the program has them: opened before anything is collected,
/// changed by reloads, closed last.
final class Dispatch implements Intake, Notes {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final long MEMORY_BYTES = 16L << 20;
  private static final long MEMORY_SEGMENT_BYTES = 1L << 20;

  /// A journal takes half of its disk at most, and cursors take a little of it.
  private static final long MEMORY_DISK_BYTES = 2 * MEMORY_BYTES + MEMORY_SEGMENT_BYTES;

  /// What is there from opening to closing.
  ///
  /// @param asked where the journal should be
  private record Open(Path asked, Journal journal, Couriers couriers, DeliveryMetrics metrics) {}

  private final DataFolder folders;
  private final Surroundings surroundings;
  private final JournalContext context;
  private final Shelf shelf;
  private volatile @Nullable Open open;

  /// @param shelf gets the store whenever it is made
  Dispatch(DataFolder folders, Surroundings surroundings, JournalContext context, Shelf shelf) {
    this.folders = folders;
    this.surroundings = surroundings;
    this.context = context;
    this.shelf = shelf;
  }

  /// Opens the journal; in memory when its folder can't be used.
  ///
  /// @throws FolderTakenException when another process has the folder
  void open(SondeConfig config) throws FolderTakenException {
    Path folder = folders.journal(config);
    Journal journal = journal(folder, config.journal().config());
    var couriers =
        new Couriers(
            journal,
            context.time(),
            () -> RandomGenerator.of("L64X128MixRandom"),
            context.indexes());
    var metrics = new DeliveryMetrics(journal, couriers, context.time());
    open = new Open(folder, journal, couriers, metrics);
  }

  /// Makes journal and couriers what a configuration says.
  void apply(SondeConfig config) {
    Open now = opened();
    Path folder = folders.journal(config);
    if (!folder.equals(now.asked())) {
      LOG.warn("the journal stays in {}; restart Sonde to have it in {}", now.asked(), folder);
    }
    now.journal().configure(settings(now.journal().status().durable(), config.journal().config()));
    now.couriers().apply(plans(config, now.journal().status().durable()));
  }

  private List<CourierPlan> plans(SondeConfig config, boolean durable) {
    var plans = new ArrayList<>(Wiring.couriers(config, surroundings));
    switch (config.store()) {
      case StoreConfig.None() -> shelf.clear();
      case StoreConfig.Kept kept when kept.local() && !durable -> {
        shelf.clear();
        LOG.warn("no history is kept, as nothing can be written");
      }
      case StoreConfig.Kept kept -> {
        Path folder = folders.store(config);
        Labels own = Wiring.own(config, surroundings);
        plans.add(
            Wiring.store(
                kept,
                own,
                () -> shelf.put(kept.make().make(folder, own, context.time(), surroundings))));
      }
    }
    return plans;
  }

  @Override
  public Appended append(Batch batch, Origin origin) {
    return append(batch, origin, List.of());
  }

  @Override
  public Appended append(Batch batch, Origin origin, List<Note> notes) {
    Open now = open;
    return now == null
        ? new Appended.Refused("closed", LATER)
        : now.journal().append(batch, origin, notes);
  }

  @Override
  public Optional<Note.Text> find(String owner, Note.Place place) {
    return opened().journal().notes().find(owner, place);
  }

  @Override
  public long room(String owner) {
    return opened().journal().notes().room(owner);
  }

  /// How far another Sonde's samples have come.
  long holds(UUID sender, long epoch) {
    return opened().journal().holds(sender, epoch);
  }

  @Override
  public void describe(Family family) {
    opened().journal().describe(family);
  }

  JournalStatus journal() {
    return opened().journal().status();
  }

  List<CourierStatus> destinations() {
    return opened().couriers().status();
  }

  /// Among Sonde's own metrics.
  Consumer<Recorder> metrics() {
    return opened().metrics();
  }

  /// Delivers what can be delivered in this time.
  void flush(Duration limit) {
    opened().couriers().close(limit);
  }

  /// Lets go of the folder. What was not delivered is there at the next start.
  void close() {
    Open now = open;
    if (now != null) {
      now.couriers().close();
      now.journal().close();
    }
  }

  private Journal journal(Path folder, JournalConfig config) throws FolderTakenException {
    try {
      return Journal.open(LocalDisk.open(folder), config, context);
    } catch (FolderTakenException taken) {
      throw taken;
    } catch (IOException unusable) {
      LOG.warn(
          "NOT DURABLE: {}. What is kept lives in memory, {} MiB at most, and ends with Sonde."
              + " Give it a folder to write to: SONDE_DATA_DIR=/path",
          unusable.getMessage(),
          MEMORY_BYTES >> 20);
      return inMemory(config);
    }
  }

  private Journal inMemory(JournalConfig config) {
    Disk memory = new MemoryDisk(MEMORY_DISK_BYTES);
    try {
      return Journal.open(memory, settings(false, config), context);
    } catch (IOException defect) {
      throw new IllegalStateException("no journal in memory either", defect);
    }
  }

  /// Memory has bounds of its own.
  private static JournalConfig settings(boolean durable, JournalConfig config) {
    return durable
        ? config
        : new JournalConfig(
            JournalConfig.Sync.NEVER,
            config.syncInterval(),
            Math.min(config.maxBytes(), MEMORY_BYTES),
            config.maxAge(),
            config.whenFull(),
            Math.min(config.segmentBytes(), MEMORY_SEGMENT_BYTES),
            Duration.ZERO,
            config.tailBytes());
  }

  private Open opened() {
    Open now = open;
    if (now == null) {
      throw new IllegalStateException("the journal is not open yet");
    }
    return now;
  }
}
