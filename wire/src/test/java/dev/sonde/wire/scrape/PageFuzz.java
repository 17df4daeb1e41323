package dev.sonde.wire.scrape;

import dev.sonde.wire.FuzzTarget;
import dev.sonde.wire.json.JsonTarget;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Reads random pages of all formats for a while and holds them against the references: `PageFuzz
/// SECONDS [SEED]`. Prints every minute, and totals at the end, what was read and how large the
/// heap is after a collection.
///
/// It stops at the first page that is read wrongly (1), takes too long (2), or when the heap has
/// grown (3), and says which: the seed given back as the first is the same target again.
public final class PageFuzz {
  private static final int MOST_PAGES = 24;
  private static final int TARGETS_TO_WARM = 2_000;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;
  private static final long REPORT_SECONDS = 60;
  private static final long MOST_GROWN = 16 << 20;

  private final PageTarget.Readers readers = new PageTarget.Readers();
  private final JsonTarget.Readers jsonReaders = new JsonTarget.Readers();
  private final FuzzWatch watch = new FuzzWatch();
  private final Map<String, Total> totals = new TreeMap<>();
  private final long start = System.nanoTime();
  private long targets;
  private long heap;

  private static final class Total {
    private long pages;
    private long refused;
    private long samples;
    private long exemplars;
    private long histograms;
  }

  private PageFuzz() {}

  public static void main(String[] arguments) {
    long seconds = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("seed " + seed + ", " + seconds + " s");
    System.exit(new PageFuzz().run(seed, seconds));
  }

  /// Seeds in a row give much the same first numbers.
  static long spread(long seed) {
    return seed * SPREAD;
  }

  private int run(long first, long seconds) {
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long next = start + TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
    watch.begin();
    for (long seed = first; System.nanoTime() < end; seed++) {
      if (!target(seed)) {
        return 1;
      }
      if (++targets == TARGETS_TO_WARM) {
        heap = heap();
      }
      if (System.nanoTime() > next) {
        report();
        next += TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
      }
    }
    System.out.println("the end");
    return report() > MOST_GROWN && heap > 0 ? 3 : 0;
  }

  private boolean target(long seed) {
    var random = new Random(spread(seed));
    FuzzTarget target =
        random.nextInt(4) == 0
            ? new JsonTarget(random, jsonReaders)
            : new PageTarget(random, readers);
    int pages = 1 + random.nextInt(MOST_PAGES);
    for (int page = 0; page < pages; page++) {
      watch.page(target, seed, page);
      try {
        add(target.next());
      } catch (Throwable e) {
        System.out.println("seed " + seed + ", page " + page + ", " + target.says());
        e.printStackTrace(System.out);
        report();
        return false;
      }
    }
    return true;
  }

  private void add(FuzzTarget.Tried tried) {
    var total = totals.computeIfAbsent(tried.format(), each -> new Total());
    total.pages++;
    total.refused += tried.refused() ? 1 : 0;
    total.samples += tried.samples();
    total.exemplars += tried.exemplars();
    total.histograms += tried.histograms();
  }

  private long report() {
    long now = heap();
    long slowest = watch.takeSlowest();
    System.out.printf(
        "%d s, %,d targets, heap %,d kB, at the beginning %,d kB, slowest page %d ms%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        targets,
        now >> 10,
        heap >> 10,
        slowest);
    totals.forEach(PageFuzz::report);
    return now - heap;
  }

  private static void report(String format, Total total) {
    System.out.printf(
        "  %-16s %,d pages, %,d refused by both, the others agreed: %,d samples, %,d exemplars,"
            + " %,d native histograms%n",
        format, total.pages, total.refused, total.samples, total.exemplars, total.histograms);
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
