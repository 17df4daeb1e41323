package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Shipment;
import dev.sonde.journal.MadeUpPages;
import dev.sonde.wire.compress.Compression;
import dev.sonde.wire.compress.Compressor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// What a sample costs in remote write: CPU time of one thread and bytes, by protocol, compression
/// and size of batch. Pages of 50 applications, a second apart, in the order of scraping.
public final class RemoteWriteSpeed {
  private static final int TARGETS = 50;
  private static final int PAGES = 12;
  private static final int UPTIME = 600;
  private static final int[] SIZES = {551, 2_000, 10_000, 27_550};
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 300_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Shipment> shipments;
  private final long samples;

  private RemoteWriteSpeed(List<Shipment> shipments) {
    this.shipments = shipments;
    samples = shipments.stream().mapToLong(each -> each.batch().size()).sum();
  }

  /// Prints one table.
  public static void main(String[] none) {
    var pages = new ArrayList<List<Batch>>();
    for (int target = 0; target < TARGETS; target++) {
      pages.add(new MadeUpPages(target).list(UPTIME, PAGES));
    }
    System.out.println(" batch protocol  form     ns/sample  B/sample");
    for (int size : SIZES) {
      new RemoteWriteSpeed(shipments(pages, size)).run(size);
    }
  }

  private void run(int size) {
    for (var protocol : Protocol.values()) {
      try (var encoder = new RemoteWriteEncoder(protocol, true, new AsItIs())) {
        print(size, protocol, "plain", each -> encoder.encode(each).body().remaining());
      }
      for (var compression : Compression.values()) {
        try (var encoder = new RemoteWriteEncoder(protocol, true, compression.compressor())) {
          print(
              size,
              protocol,
              compression.name().toLowerCase(Locale.ROOT),
              each -> encoder.encode(each).body().remaining());
        }
      }
    }
  }

  private void print(int size, Protocol protocol, String form, ToLongFunction<Shipment> encode) {
    long bytes = shipments.stream().mapToLong(encode).sum();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, nanos(encode));
    }
    System.out.printf(
        "%6d %-8s  %-7s  %9.0f  %8.2f%n", size, protocol, form, best, (double) bytes / samples);
  }

  private double nanos(ToLongFunction<Shipment> encode) {
    long begin = threads.getCurrentThreadCpuTime();
    long runs = 0;
    long bytes = 0;
    long spent;
    do {
      bytes += shipments.stream().mapToLong(encode).sum();
      runs++;
      spent = threads.getCurrentThreadCpuTime() - begin;
    } while (spent < ROUND_NANOS);
    if (bytes == 0) {
      throw new IllegalStateException("nothing was encoded");
    }
    return (double) spent / (runs * samples);
  }

  private static List<Shipment> shipments(List<List<Batch>> pages, int size) {
    var families = new HashMap<String, Family>();
    var all = new ArrayList<Shipment>();
    var batch = new Batch();
    for (int page = 0; page < PAGES; page++) {
      for (var target : pages) {
        Batch rows = target.get(page);
        for (int row = 0; row < rows.size(); row++) {
          batch.add(rows.series(row), rows.time(row), rows.value(row));
          families.computeIfAbsent(stem(rows.series(row).name()), RemoteWriteSpeed::family);
          if (batch.size() == size) {
            all.add(shipment(batch, families));
            batch = new Batch();
          }
        }
      }
    }
    return all;
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private static Shipment shipment(Batch batch, Map<String, Family> families) {
    var id = new BatchId(new UUID(1, 2), 3, 0, batch.size());
    return new Shipment(id, batch, List.of(), families::get);
  }

  private static String stem(String name) {
    return name.replaceAll("_(bucket|sum|count)$", "");
  }

  private static Family family(String name) {
    Kind kind =
        name.endsWith("_total")
            ? Kind.COUNTER
            : name.endsWith("_seconds") ? Kind.HISTOGRAM : Kind.GAUGE;
    return new Family(name, kind, "", "What " + name + " says of this shop.");
  }

  private static final class AsItIs implements Compressor {
    @Override
    public String encoding() {
      return "identity";
    }

    @Override
    public ByteBuffer compress(ByteBuffer plain) {
      return plain;
    }

    @Override
    public void close() {}
  }
}
