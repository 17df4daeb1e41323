package dev.sonde.testkit.store;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/// A store in memory: what the words of [Store] and [History] mean, with no thought of speed. It
/// survives nothing, and keeps marks for ever.
public final class ReferenceStore implements Store {
  private final Time time;
  private final Duration retention;
  private final NavigableMap<Ident, NavigableMap<Long, Double>> samples = new TreeMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final Map<UUID, Map<Long, Long>> upTo = new HashMap<>();
  private final Marks marks = new Marks();
  private Shipment encoded;

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
    long refused = store(Rows.decode(body.body()));
    upTo.computeIfAbsent(id.instance(), _ -> new HashMap<>()).put(id.epoch(), id.to());
    marks.add(id);
    encoded.origins().forEach(each -> marks.add(each.id()));
    return new Outcome.Accepted(refused, refused == 0 ? "" : "older than the retention");
  }

  private long store(List<Rows> rows) {
    long refused = 0;
    for (Rows each : rows) {
      if (each.time() < oldest()) {
        refused++;
      } else if (!isRepeated(each.row())) {
        samples.computeIfAbsent(each.of(), _ -> new TreeMap<>()).put(each.time(), each.value());
        Family family = encoded.families().apply(each.of().name());
        if (family != null) {
          families.put(family.name(), family);
        }
      }
    }
    return refused;
  }

  private boolean isRepeated(int row) {
    return encoded.origins().stream()
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
  }

  @Override
  public History history() {
    return new ReferenceHistory(this, samples, families);
  }

  long oldest() {
    return time.wallMillis() - retention.toMillis();
  }
}
