package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealerTest {
  private static final long HOUR = 3_600_000L;

  private final ManualTime time = new ManualTime("2026-01-01T01:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private final Random random = new Random(1);
  @TempDir private Path folder = Path.of("");

  /// All at once, some series at a time, sorted in a file, and slice by slice.
  @ParameterizedTest
  @CsvSource({
    "1000000, 2000000, 1000000",
    "100, 1000000, 1000000",
    "100, 0, 1000000",
    "100, 0, 3000"
  })
  void seal_keepsEverySample(int samples, int small, int slice) throws Exception {
    List<String> before;
    try (Store store = open()) {
      fill(store);
      before = lines(store);
    }
    time.pass(Duration.ofHours(4));
    seal(new Budget(samples, small, slice));
    try (Store store = open()) {
      assertThat(lines(store)).isEqualTo(before);
      late(store);
      before = lines(store);
    }
    time.pass(Duration.ofHours(1));
    seal(new Budget(samples, small, slice));
    try (Store store = open()) {
      assertThat(lines(store)).isEqualTo(before);
    }
    assertThat(Files.exists(folder.resolve(Piles.FILE))).isFalse();
  }

  /// Thirteen million samples, as one window has them at 1,800 a second.
  @Test
  void pack_holdsNoMoreThanFits_howeverManyThereAre() throws Exception {
    try (Store store = open()) {
      fill(store);
    }
    Vault vault = Stores.vault(folder, time);
    try (Lease lease = vault.lease()) {
      time.pass(Duration.ofHours(9));
      Ripe ripe = ripe(lease).getFirst();
      long start = Windows.start(ripe.window());
      int most = Budget.STANDARD.samples();
      Source source =
          (_, wanted, taker) -> {
            for (int i = 0; i < 1300; i++) {
              for (int series = 1000; series < 11_000; series++) {
                if (wanted.test(series)) {
                  taker.sample(series, start + i * 5000L, i);
                }
              }
            }
          };
      var sheaf = new Sheaf(vault, ripe, source, most);
      lease.work("count", sheaf::count);
      List<Blob> packed = lease.work("pack", sheaf::pack);
      assertThat(packed).hasSize(most / 1300);
      assertThat(lease.work("pack", sheaf::pack)).hasSize(most / 1300);
      assertThat(sheaf.samples.times).hasSizeLessThanOrEqualTo(most);
      assertThat(sheaf.samples.values).hasSizeLessThanOrEqualTo(most);
    } finally {
      vault.close();
    }
  }

  private void fill(Store store) throws Exception {
    for (int i = 0; i < 200; i++) {
      for (int series = 0; series < 40; series++) {
        add(series, time.wallMillis(), random.nextDouble());
      }
      add(0, time.wallMillis() - random.nextLong(HOUR), -1);
      for (int more = 0; more < 10; more++) {
        add(7, time.wallMillis() + more, more);
      }
      send(store);
      time.pass(Duration.ofSeconds(30));
    }
  }

  private void late(Store store) throws Exception {
    for (int i = 0; i < 2000; i++) {
      add(random.nextInt(50), time.wallMillis() - 4 * HOUR - random.nextLong(HOUR), i);
      if (i % 100 == 99) {
        send(store);
      }
    }
  }

  private void add(int series, long at, double value) {
    scribe.add("x", Labels.of("n", Integer.toString(series)), at, value);
  }

  private void send(Store store) throws Exception {
    assertThat(store.send(store.encode(scribe.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  private void seal(Budget budget) throws Exception {
    Vault vault = Stores.vault(folder, time);
    try (Lease lease = vault.lease()) {
      assertThat(new Sealer(time, vault, budget).seal(ripe(lease))).isTrue();
      lease.renew();
      assertThat(ripe(lease)).isEmpty();
    } finally {
      vault.close();
    }
  }

  private List<Ripe> ripe(Lease lease) throws Exception {
    return lease.work("look", link -> Ripe.of(link, DayState.all(link), time.wallMillis()));
  }

  private Store open() {
    return Stores.open(folder, time, Duration.ofDays(7));
  }

  private static List<String> lines(Store store) throws Exception {
    var answer = new Answer();
    store.history().samples(Selection.ALL, new Span(0, Long.MAX_VALUE), answer);
    return answer.lines();
  }
}
