package dev.sonde.wire.scrape;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Reads random pages for a while and holds them against the reference: `PageFuzz SECONDS [SEED]`.
/// Prints the seed, pages a second and the heap; ends with the page that was read wrongly.
public final class PageFuzz {
  private static final int PAGES = 12;
  private static final long REPORT_SECONDS = 10;

  private final long end;
  private final PageReader reader = new PageReader(0x5eed, PageLimits.USUAL);
  private final PageReader narrow = new PageReader(0x5eed, new PageLimits(60, 2, 1_000_000));
  private long pages;
  private long failed;

  private PageFuzz(long seconds) {
    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  public static void main(String[] arguments) {
    long seconds = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("seed " + seed + ", " + seconds + " s");
    new PageFuzz(seconds).run(seed);
  }

  private void run(long first) {
    long start = System.nanoTime();
    long heap = heap();
    long next = start + TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
    for (long seed = first; System.nanoTime() < end; seed++) {
      for (var format : java.util.List.of(PageFormat.PROMETHEUS_TEXT, PageFormat.OPEN_METRICS)) {
        target(format, seed);
      }
      if (System.nanoTime() > next) {
        report(start, heap);
        next += TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
      }
    }
    report(start, heap);
  }

  private void target(PageFormat format, long seed) {
    var random = new Random(seed);
    boolean small = random.nextInt(8) == 0;
    var limits = small ? new PageLimits(60, 2, 1_000_000) : PageLimits.USUAL;
    var trial = new Trial(format, limits, small ? narrow : reader);
    var mutations = new Mutations(random, format);
    for (int page = 0; page < PAGES; page++) {
      try {
        failed += trial.read(mutations.page()).isPresent() ? 0 : 1;
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(format + ", seed " + seed + ", page " + page, e);
      }
      pages++;
      mutations.change();
    }
  }

  private void report(long start, long heap) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%.0f s: %d pages, %.0f a second, %d failed as a whole, heap grew by %d kB%n",
        seconds, pages, pages / seconds, failed, (heap() - heap) / 1024);
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
