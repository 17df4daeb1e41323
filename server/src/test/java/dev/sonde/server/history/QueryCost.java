package dev.sonde.server.history;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Router;
import dev.sonde.testkit.ManualTime;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// What an answer costs beside the store, for a person to run: CPU of all threads for each point,
/// with values of one decimal and whole ones. Run it with `-XX:TieredStopAtLevel=1`.
final class QueryCost {
  private static final int SERIES = 100;
  private static final int POINTS = 5_000;
  private static final int ROUNDS = 10;

  private QueryCost() {}

  /// Prints a line for each form.
  public static void main(String[] words) throws Exception {
    for (int round = 0; round < 3; round++) {
      measure("samples, JSON", "from=-7d");
      measure("steps, JSON", "from=-7d&points=" + POINTS);
      measure("samples, CSV", "from=-7d&format=csv");
      measure("one series, 300 steps", "from=-7d&points=300");
    }
  }

  private static void measure(String what, String query) throws Exception {
    var history = new Made(query.contains("points=300") ? 1 : SERIES);
    var time = new ManualTime("2026-01-01T12:00:00Z");
    var routes = Router.builder();
    new HistoryRoutes(() -> Optional.of(history), () -> QueryLimits.DEFAULT, time)
        .addTo(routes, door -> door);
    Handler handler = routes.build();
    long bytes = 0;
    long before = cpu();
    long began = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      var request = Request.of("GET", "/api/v1/range?match=x&" + query, new byte[0]);
      bytes += handler.handle(request).bytes().length;
    }
    double points = (double) history.told;
    System.out.printf(
        "%-22s %6.1f ns of CPU a point, %5.1f bytes a point, %7.2f ms a query%n",
        what,
        (cpu() - before) / points,
        bytes / points,
        (System.nanoTime() - began) / 1e6 / ROUNDS);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static final class Made implements History {
    private final int series;
    private long told;

    Made(int series) {
      this.series = series;
    }

    @Override
    public void series(Selection which, Span when, Found each) {
      for (int i = 0; i < series; i++) {
        each.series("x", labels(i));
      }
    }

    @Override
    public void latest(Selection which, Span when, Points each) {}

    @Override
    public void samples(Selection which, Span when, Points each) {
      tell(when.fromMillis(), (when.toMillis() - when.fromMillis()) / POINTS, POINTS, each);
    }

    @Override
    public void steps(Selection which, Steps steps, Fold fold, Points each) {
      tell(steps.fromMillis(), steps.stepMillis(), steps.count(), each);
    }

    private void tell(long from, long step, int count, Points each) {
      for (int i = 0; i < series; i++) {
        each.series("x", labels(i));
        for (int point = 0; point < count; point++) {
          each.point(from + point * step, point % 1000 / 10.0);
          told++;
        }
      }
    }

    private static Labels labels(int number) {
      return Labels.of("n", Integer.toString(number));
    }

    @Override
    public Optional<Family> family(String name) {
      return Optional.empty();
    }
  }
}
