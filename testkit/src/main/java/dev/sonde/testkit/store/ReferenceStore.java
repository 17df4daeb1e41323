package dev.sonde.testkit.store;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Holding;
import dev.sonde.api.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A store in memory: what the words of [Store] and [History] mean, with no thought of speed. It
/// survives nothing, and keeps marks for ever.
public final class ReferenceStore implements Store {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long POINT_BYTES = Long.BYTES + Double.BYTES;

  private final Time time;
  private final Duration retention;
  private final NavigableMap<Ident, NavigableMap<Long, Double>> samples = new TreeMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final Map<UUID, Map<Long, Long>> upTo = new HashMap<>();
  private final Marks marks = new Marks();
  private Optional<Holding> holding = Optional.empty();
  private @Nullable Tail tail;
  private Shipment encoded;

  /// What others pushed and the last batch ended with: the rest of it may come with the next one.
  ///
  /// @param upTo where that batch ended
  /// @param left how many samples may still come
  private record Tail(BatchId upTo, BatchId pushed, long left) {
    boolean goesOn(BatchId own, Shipment.Stretch first) {
      return own.instance().equals(upTo.instance())
          && own.epoch() == upTo.epoch()
          && own.from() == upTo.to()
          && first.from() == 0
          && first.id().equals(pushed)
          && first.to() <= left;
    }
  }

  /// @param retention what is older is refused, and not shown
  @SuppressWarnings("NullAway.Init") // the shipment is there before send is called
  public ReferenceStore(Time time, Duration retention) {
    this.time = time;
    this.retention = retention;
  }

  @Override
  public Encoded encode(Shipment shipment) {
    List<Integer> rows =
        IntStream.range(0, shipment.batch().size())
            .filter(row -> shipment.batch().histogram(row) == null)
            .boxed()
            .toList();
    long unsaid = shipment.batch().size() - (long) rows.size();
    encoded = shipment;
    return new Encoded(
        shipment.id(),
        Rows.encode(shipment, rows),
        rows.size(),
        unsaid == 0 ? Map.of() : Map.of("native_histogram", unsaid));
  }

  @Override
  public synchronized Outcome send(Encoded body) throws IOException {
    BatchId id = body.id();
    long has = upTo(id.instance(), id.epoch());
    if (id.to() <= has) {
      return Outcome.ACCEPTED;
    }
    if (id.from() < has) {
      throw new IOException("has samples up to " + has + ", so not of " + id);
    }
    Tail before = tail;
    boolean goesOn =
        before != null
            && !encoded.origins().isEmpty()
            && before.goesOn(id, encoded.origins().getFirst());
    long refused = store(Rows.decode(body.body()), goesOn);
    upTo.computeIfAbsent(id.instance(), _ -> new HashMap<>()).put(id.epoch(), id.to());
    boolean endsInRepeat = isRepeated(encoded.batch().size() - 1, goesOn);
    marks.add(id);
    encoded.origins().forEach(each -> marks.add(each.id()));
    tail = endsInRepeat ? null : tail(id, goesOn && before != null ? before.left() : 0);
    return new Outcome.Accepted(refused, refused == 0 ? "" : "older than the retention");
  }

  /// @param before what was left of the first that others pushed, if it goes on
  private @Nullable Tail tail(BatchId own, long before) {
    List<Shipment.Stretch> origins = encoded.origins();
    if (origins.isEmpty() || origins.getLast().to() < encoded.batch().size()) {
      return null;
    }
    Shipment.Stretch last = origins.getLast();
    long all = origins.size() == 1 && before > 0 ? before : last.id().count();
    return new Tail(own, last.id(), all - (last.to() - last.from()));
  }

  private long store(List<Rows> rows, boolean goesOn) {
    long refused = 0;
    for (Rows each : rows) {
      if (each.time() < oldest()) {
        refused++;
      } else if (!isRepeated(each.row(), goesOn)) {
        samples.computeIfAbsent(each.of(), _ -> new TreeMap<>()).put(each.time(), each.value());
        Family family = encoded.families().apply(each.of().name());
        if (family != null) {
          families.put(family.name(), family);
        }
      }
    }
    return refused;
  }

  private boolean isRepeated(int row, boolean goesOn) {
    return encoded.origins().stream()
        .skip(goesOn ? 1 : 0)
        .anyMatch(each -> row >= each.from() && row < each.to() && marks.has(each.id()));
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) {
    return OptionalLong.of(upTo(instance, epoch));
  }

  @Override
  public OptionalLong durable(UUID instance, long epoch) {
    return OptionalLong.of(upTo(instance, epoch));
  }

  private synchronized long upTo(UUID instance, long epoch) {
    return upTo.getOrDefault(instance, Map.of()).getOrDefault(epoch, 0L);
  }

  @Override
  public synchronized void tend() {
    samples.values().forEach(each -> each.headMap(oldest()).clear());
    samples.values().removeIf(Map::isEmpty);
    long points = samples.values().stream().mapToLong(Map::size).sum();
    long days =
        samples.values().stream()
            .flatMap(each -> each.keySet().stream())
            .map(each -> Math.floorDiv(each, DAY_MILLIS))
            .distinct()
            .count();
    holding = Optional.of(new Holding(points * POINT_BYTES, samples.size(), (int) days, 0));
  }

  @Override
  public synchronized Optional<Holding> holding() {
    return holding;
  }

  @Override
  public History history() {
    return new ReferenceHistory(this, samples, families);
  }

  long oldest() {
    return time.wallMillis() - retention.toMillis();
  }
}
