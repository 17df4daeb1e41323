package dev.sonde.wire.scrape;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// What a sample of a page costs: CPU time of one thread, the best of many rounds, on a page of 551
/// samples that stands still, that changes each time, and that is new.
public final class PageReaderSpeed {
  private static final int FAMILIES = 19;
  private static final int SERIES = 29;
  private static final int SAMPLES = FAMILIES * SERIES;
  private static final int ROUNDS = 30;
  private static final int PAGES = 200;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final PageReader reader = new PageReader(42, PageLimits.USUAL);
  private final PageMemory memory = new PageMemory();
  private final Sum sum = new Sum();
  private final PageFormat format;

  private PageReaderSpeed(PageFormat format) {
    this.format = format;
  }

  /// Prints one table.
  public static void main(String[] none) throws PageException {
    System.out.println("ns a sample        still  changed      new   bytes");
    for (var format : java.util.List.of(PageFormat.PROMETHEUS_TEXT, PageFormat.OPEN_METRICS)) {
      new PageReaderSpeed(format).run();
    }
  }

  private void run() throws PageException {
    byte[] page = page("");
    byte[] other = page("another 1\n");
    double still = best(page, page, false);
    double changed = best(page, other, false);
    double fresh = best(page, page, true);
    System.out.printf(
        "%-16s %7.1f  %7.1f  %7.1f  %6d%n", format, still, changed, fresh, page.length);
    if (sum.total == 0) {
      throw new AssertionError("nothing was read");
    }
  }

  private double best(byte[] one, byte[] two, boolean forget) throws PageException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, round(one, two, forget));
    }
    return best;
  }

  private double round(byte[] one, byte[] two, boolean forget) throws PageException {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < PAGES; i++) {
      if (forget) {
        memory.forget();
      }
      byte[] page = i % 2 == 0 ? one : two;
      reader.read(page, page.length, format, memory, sum);
    }
    return (double) (threads.getCurrentThreadCpuTime() - start) / PAGES / SAMPLES;
  }

  /// A third of the values has 16 or 17 digits, a third is whole, a third has three decimals.
  private byte[] page(String first) {
    var random = new Random(1);
    var page = new StringBuilder(first);
    for (int family = 0; family < FAMILIES; family++) {
      var name = "application_requests_" + family;
      boolean strict = format == PageFormat.OPEN_METRICS;
      page.append("# TYPE ").append(name).append(strict ? "" : "_total").append(" counter\n");
      for (int series = 0; series < SERIES; series++) {
        page.append(name).append("_total{method=\"GET\",path=\"/api/v1/things/").append(series);
        page.append("\",code=\"200\",zone=\"eu-west-").append(series % 3).append("\"} ");
        page.append(value(random, series)).append('\n');
      }
    }
    page.append(format == PageFormat.OPEN_METRICS ? "# EOF\n" : "");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String value(Random random, int series) {
    return switch (series % 3) {
      case 0 -> Double.toString(random.nextDouble());
      case 1 -> Integer.toString(random.nextInt(1_000_000));
      default -> Double.toString(random.nextInt(1_000_000) / 1000.0);
    };
  }

  private static final class Sum implements PageSink {
    private double total;

    @Override
    public void attach(Extra extra) {}

    @Override
    public void again(int place, double value, long timeMillis) {
      total += value;
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      total += value;
    }

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      total += value;
    }
  }
}
