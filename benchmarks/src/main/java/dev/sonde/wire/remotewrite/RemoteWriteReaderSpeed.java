package dev.sonde.wire.remotewrite;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Shipment;
import dev.sonde.api.Slot;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.compress.Snappy;
import dev.sonde.wire.compress.SnappyExpander;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// What reading a sample of remote write costs: CPU time of one thread, by protocol, for requests
/// of 10,000 series with one sample each and eight labels. A push that knows all series: it hashes
/// their names and labels, as one must to find them.
public final class RemoteWriteReaderSpeed {
  private static final int SERIES = 10_000;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 300_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private RemoteWriteReaderSpeed() {}

  private interface Step {
    void run() throws BodyException;
  }

  /// Prints one table.
  public static void main(String[] none) throws BodyException {
    System.out.println("protocol  step          ns/sample  million/CPU-s");
    for (var protocol : Protocol.values()) {
      new RemoteWriteReaderSpeed().run(protocol);
    }
  }

  private void run(Protocol protocol) throws BodyException {
    byte[] packed = packed(protocol);
    var snappy = new SnappyExpander();
    int length = snappy.expand(packed, 0, packed.length, 1 << 30);
    byte[] plain = snappy.bytes().clone();
    var reader = new RemoteWriteReader(protocol, 1, WriteLimits.USUAL);
    var push = new Known();
    print(protocol, "snappy", () -> snappy.expand(packed, 0, packed.length, 1 << 30));
    print(protocol, "read", () -> reader.read(plain, length, push));
    print(
        protocol,
        "snappy, read",
        () -> reader.read(snappy.bytes(), snappy.expand(packed, 0, packed.length, 1 << 30), push));
    if (push.size() % SERIES != 0 || push.size() == 0) {
      throw new IllegalStateException(push.size() + " samples were read");
    }
  }

  private void print(Protocol protocol, String name, Step step) throws BodyException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, nanos(step));
    }
    System.out.printf("%-8s  %-12s  %9.0f  %13.2f%n", protocol, name, best, 1_000 / best);
  }

  private double nanos(Step step) throws BodyException {
    long begin = threads.getCurrentThreadCpuTime();
    long runs = 0;
    long spent;
    do {
      step.run();
      runs++;
      spent = threads.getCurrentThreadCpuTime() - begin;
    } while (spent < ROUND_NANOS);
    return (double) spent / (runs * SERIES);
  }

  private static byte[] packed(Protocol protocol) {
    var batch = new Batch();
    for (int i = 0; i < SERIES; i++) {
      var labels =
          Labels.of(
              "handler",
              "/api/v1/items/" + i % 20,
              "instance",
              "10.0.3." + i % 250 + ":9100",
              "job",
              "shop-backend",
              "method",
              i % 2 == 0 ? "GET" : "POST",
              "pod",
              "shop-backend-7d9f8b6c5-" + i / 50,
              "region",
              "eu-central-1",
              "status",
              Integer.toString(200 + i % 5));
      var series = new Series("http_requests_total", labels, i);
      batch.add(series, 1_790_000_000_000L, 1_000.0 + i);
    }
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Snappy())) {
      var body = encoder.encode(shipment(batch)).body();
      var bytes = new byte[body.remaining()];
      body.get(bytes);
      return bytes;
    }
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private static Shipment shipment(Batch batch) {
    var families =
        Map.of("http_requests_total", Family.counter("http_requests_total", "", "Requests."));
    var id = new BatchId(new UUID(1, 2), 3, 0, batch.size());
    return new Shipment(id, batch, List.of(), families::get);
  }

  private static final class Known implements Push {
    private static final Slot SLOT = new Slot() {};

    private final TextHash hash = new TextHash(7);
    private int size;
    private long hashes;

    @Override
    public long time() {
      return hashes;
    }

    @Override
    public Slot slot(SeriesKey key, Function<String, Family> about) {
      hashes ^= key.hash(hash);
      return SLOT;
    }

    @Override
    public Slot again(Slot earlier) {
      return earlier;
    }

    @Override
    public void describe(Family family) {}

    @Override
    public boolean record(Slot slot, double value, long timeMillis) {
      size++;
      return true;
    }

    @Override
    public void attach(Extra extra) {}

    @Override
    public void refuse(String reason, int samples) {}

    @Override
    public int size() {
      return size;
    }

    @Override
    public Appended commit(Origin origin) {
      return Appended.ACCEPTED;
    }

    @Override
    public void close() {}
  }
}
