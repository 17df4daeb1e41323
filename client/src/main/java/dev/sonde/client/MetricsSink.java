package dev.sonde.client;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes samples of a program, keeps them in a journal of its own, and brings them to a hub, each
/// exactly once. What everything else here stands on, and what bridges from other libraries use.
///
/// ```
/// var latency = Family.gauge("checkout_seconds", "seconds", "How long a checkout takes.");
/// try (var sink = MetricsSink.open(SinkConfig.inFolder("http://hub:9100", folder))) {
///   Samples samples = sink.samples();
///   samples.add(latency, Labels.of("shop", "berlin"), 0.25, System.currentTimeMillis());
///   Receipt receipt = sink.append(samples);
/// }
/// ```
///
/// # What is promised
///
/// - What is handed in together is taken together, or not at all. It waits for the disk once,
///   however much it is, and shares that wait with whoever hands in at the same time.
/// - The caller waits no longer than it says, whatever disk and hub do, and is told what became of
///   its samples ([Receipt]).
/// - What is taken is not dropped: when there is no more room, what is new is refused. What is on
///   the disk arrives, after a crash of either side too; samples of one series arrive in the order
///   in which they were taken.
///
/// # Lifecycle and threads
///
/// [#open] opens the journal and begins to deliver; it does not wait for the hub. All methods may
/// be called from any thread. The one platform thread of a sink writes its journal
/// (`sonde-journal`); virtual threads hand over to it (`sonde-client`), bring batches to the hub
/// (`courier-hub`) and hear its answers; another takes over what processes left that are gone, as
/// long as there is something. [#close] flushes; after it everything is refused, and closing again
/// does nothing.
public final class MetricsSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");

  private final SinkConfig config;
  private final Means means;
  private final Delivery delivery;
  private final Lobby lobby;
  private final KnownSeries known;
  private final Receipt safe;
  private final Thread mover;
  private final Heirs heirs;
  private boolean closed;

  private MetricsSink(SinkConfig config, Means means, Journal journal) {
    boolean durable = journal.status().durable();
    this.safe = durable ? new Receipt.Durable() : new Receipt.InMemory();
    this.config = config;
    this.means = means;
    this.delivery = new Delivery(journal, means);
    this.lobby = new Lobby(means.time(), config.mostWaitingBytes(), safe);
    this.known = new KnownSeries(means.context().indexes(), journal::describe, KnownSeries.MOST);
    this.mover = Thread.ofVirtual().name("sonde-client").start(new Mover(lobby, journal));
    this.heirs = new Heirs(others(config.keeping()), config.mostBytes(), means);
    if (!durable) {
      LOG.warn("NOT DURABLE: metrics wait in memory alone, and what waits ends with this process");
    }
  }

  /// Opens the journal and begins to deliver.
  ///
  /// @throws IOException when the folder can't be used; the message says what was tried
  /// @throws IllegalArgumentException when the key could not stand in a header
  public static MetricsSink open(SinkConfig config) throws IOException {
    return open(config, Means.of(config));
  }

  static MetricsSink open(SinkConfig config, Means means) throws IOException {
    return new MetricsSink(
        config, means, Place.open(config.keeping(), config.mostBytes(), means.context()));
  }

  private static List<Path> others(Keeping keeping) {
    return switch (keeping) {
      case Keeping.Folder(var folder) -> Place.all(folder);
      case Keeping.Memory() -> List.of();
    };
  }

  /// The object that stands for a series, for who records it often: adding to [Samples] by it costs
  /// no look-up. It may be kept as long as the sink is open.
  ///
  /// @param family what is known of the name; what was said last stands
  public Series series(Family family, Labels labels) {
    return known.of(family, labels);
  }

  /// Says what is known of a name.
  void describe(Family family) {
    delivery.journal().describe(family);
  }

  /// Something to fill and hand in, for one thread, as often as it likes.
  public Samples samples() {
    return new Samples(this);
  }

  /// Hands samples in, and waits as long as the configuration says.
  public Receipt append(Samples samples) {
    return append(samples, config.patience());
  }

  /// Hands samples in. When they are taken, `samples` is empty again; when they are refused, they
  /// are still there, and may be handed in again.
  ///
  /// @param patience how long the caller waits at most, zero to ten minutes; when the time is up,
  ///   samples that are in the line are taken ([Receipt.InMemory]), others are refused. An
  ///   interrupt ends the wait likewise; the thread stays interrupted
  public Receipt append(Samples samples, Duration patience) {
    if (!samples.belongsTo(this)) {
      throw new IllegalArgumentException("these samples belong to another sink");
    }
    SinkConfig.patience("patience", patience);
    if (samples.isEmpty()) {
      return safe;
    }
    Receipt receipt = lobby.bring(samples.parcel(), patience);
    if (receipt.isTaken()) {
      samples.handedOver();
    }
    return receipt;
  }

  /// Waits until all that was taken before is in the journal: what was [Receipt.InMemory] is
  /// [Receipt.Durable] then, when there is a folder. An interrupt ends the wait; the thread stays
  /// interrupted.
  ///
  /// @param patience how long the caller waits at most, zero to ten minutes
  /// @return is it there?
  public boolean flush(Duration patience) {
    SinkConfig.patience("patience", patience);
    return lobby.settle(patience);
  }

  /// How it is doing. Waits for nothing.
  public SinkStatus status() {
    JournalStatus journal = delivery.journal().status();
    CourierStatus courier = delivery.courier();
    Optional<Standing> standing = courier.standing();
    return new SinkStatus(
        journal.durable(),
        lobby.taken(),
        lobby.refused(),
        lobby.rows(),
        delivery.pending(),
        standing.map(Standing::delivered).orElse(0L),
        standing.map(each -> sum(each)).orElse(0L),
        courier.consecutiveFailures() == 0,
        courier.lastError(),
        journal.problem());
  }

  private static long sum(Standing standing) {
    return standing.dropped().values().stream().mapToLong(Long::longValue).sum();
  }

  /// Closes within the time that the configuration says.
  @Override
  public void close() {
    close(config.closeWithin());
  }

  /// Takes nothing more, brings to the hub what can be brought in the time given, and lets go of
  /// the folder. May take three seconds more when the hub or the disk hangs. An interrupt ends the
  /// bringing, and leaves the disk a second for what is in memory; the thread stays interrupted.
  ///
  /// @param limit zero to ten minutes
  /// @return what was left; nothing when it was closed before
  public Closing close(Duration limit) {
    SinkConfig.patience("the time for closing", limit);
    return begun() ? end(means.time().nanos() + limit.toNanos()) : new Closing(0, 0);
  }

  private synchronized boolean begun() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  private Closing end(long until) {
    lobby.close();
    Duration rest = rest(until);
    Duration grace = means.grace();
    if (!means.ending(rest.compareTo(grace) < 0 ? grace : rest).await(mover)) {
      LOG.debug("the journal does not answer in time");
    }
    long lost = lobby.abandon();
    heirs.close(means.ending(grace));
    var closing = new Closing(delivery.close(rest(until)), lost);
    if (lost > 0) {
      LOG.error("{} samples could not be brought to the journal and are lost", lost);
    }
    if (closing.pending() > 0) {
      LOG.info("{} samples wait for the next start", closing.pending());
    }
    return closing;
  }

  private Duration rest(long until) {
    return Duration.ofNanos(Math.max(0, until - means.time().nanos()));
  }

  /// The machine's time, milliseconds since 1970, UTC.
  long wallMillis() {
    return means.time().wallMillis();
  }

  /// Notes samples that were refused before they came here.
  void refused(Receipt.Refused receipt, int samples) {
    lobby.count(receipt, samples);
  }
}
