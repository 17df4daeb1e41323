package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeatTest {
  private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(1), Duration.ZERO);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final LiveOnly intake = new LiveOnly();
  private final SeriesTable table =
      new SeriesTable(new SeriesLimits(1, 10, 100), new AtomicInteger()::getAndIncrement);
  private final Families families = new Families(table, intake);
  private final LiveView live = new LiveView(families);
  private final GroupRunner runner =
      new GroupRunner(
          "group",
          new Nothing(),
          new GroupWorks(
              time,
              new Scheduler(time),
              () -> new Pipeline(1, List.of()),
              new Registry(table, families),
              live,
              new Overflow(time, intake, 1_000),
              new Hauls()),
          true);

  @Test
  void report_hasRoom_whenThereAreAsManySeriesAsThereMayBe() throws Exception {
    var seat = new Seat(runner, SeatTest::collect, RHYTHM, Labels.NONE);
    seat.due(0);
    runner.finish(Duration.ofMinutes(5));
    assertThat(names()).containsExactlyInAnyOrder("one", "up", "scrape_duration_seconds");
    assertThat(runner.status().totals().refused()).containsEntry("max_series", 1L);
  }

  private static void collect(Visit visit) {
    write(visit.page(), visit.time(), "one", "other");
    write(visit.report(), visit.time(), "up", "scrape_duration_seconds");
  }

  private static void write(Sheet sheet, long timeMillis, String... names) {
    sheet.begin();
    for (int place = 0; place < names.length; place++) {
      sheet.define(place, Family.gauge(names[place], "", ""), Labels.NONE, 1, timeMillis);
    }
    sheet.end(names.length, true);
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    var shown = live.snapshot();
    for (int i = 0; i < shown.size(); i++) {
      names.add(shown.series(i).name());
    }
    return names;
  }

  private static final class Nothing implements CollectorGroup<String> {
    @Override
    public void open(Roster roster) {}

    @Override
    public void configure(String config) {}

    @Override
    public Map<String, String> absent() {
      return Map.of();
    }

    @Override
    public Detail detail() {
      return Detail.texts(Map.of());
    }

    @Override
    public void close() {}
  }
}
