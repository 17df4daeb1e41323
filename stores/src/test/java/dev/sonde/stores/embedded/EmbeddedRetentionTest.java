package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRetentionTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private final Random random = new Random(1);
  @TempDir private Path folder = Path.of("");

  @Test
  void tooMuch_dropsTheOldestDay() throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ZERO, 800_000);
    try (Store store = Stores.open(folder, time, config)) {
      for (int hour = 0; hour < 24 * 5; hour++) {
        for (int i = 0; i < 1000; i++) {
          scribe.add("x", Labels.NONE, time.wallMillis() + i * 3600L, random.nextDouble());
        }
        store.send(store.encode(scribe.shipment()));
        time.pass(Duration.ofHours(1));
        store.tend();
      }
      assertThat(Files.size(folder.resolve(Database.FILE))).isLessThan(3_000_000);
      var answer = new Answer();
      store.history().samples(Selection.ALL, new Span(0, time.wallMillis()), answer);
      assertThat(answer.lines().getFirst().split(" ").length).isBetween(40_000, 110_000);
    }
  }

  @Test
  void tooMuchInOneDay_dropsItsOldestSamples() throws Exception {
    long most = 300_000;
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ZERO, most);
    try (Store store = Stores.open(folder, time, config)) {
      long first = time.wallMillis();
      for (int hour = 0; hour < 20; hour++) {
        for (int i = 0; i < 4; i++) {
          for (int more = 0; more < 1000; more++) {
            scribe.add("x", Labels.NONE, time.wallMillis() + more, random.nextDouble());
          }
          store.send(store.encode(scribe.shipment()));
          time.pass(Duration.ofMinutes(15));
        }
        store.tend();
        assertThat(store.holding().orElseThrow().bytes()).isLessThanOrEqualTo(most);
      }
      var answer = new Answer();
      store.history().samples(Selection.ALL, new Span(first, time.wallMillis()), answer);
      String[] left = answer.lines().getFirst().split(" ");
      assertThat(left).hasSizeBetween(10_000, 40_000);
      assertThat(left[left.length - 1])
          .startsWith(time.wallMillis() - Duration.ofMinutes(15).toMillis() + 999 + "=");
    }
  }

  @Test
  void durable_isWhatWasCommittedBeforeATend() throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ZERO, Stores.ENOUGH);
    try (Store store = Stores.open(folder, time, config)) {
      send(store, time.wallMillis());
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(0);
      store.tend();
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(1);
      send(store, time.wallMillis());
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(1);
      assertThat(store.durable(Shipments.INSTANCE, 7)).hasValue(0);
      store.tend();
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(2);
    }
  }

  @Test
  void send_refusesWhatIsFarAhead() throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ZERO, Stores.ENOUGH);
    try (Store store = Stores.open(folder, time, config)) {
      assertThat(send(store, Long.MAX_VALUE / 2)).isNotEqualTo(Outcome.ACCEPTED);
      assertThat(send(store, time.wallMillis())).isEqualTo(Outcome.ACCEPTED);
      for (long far : new long[] {Duration.ofDays(400).toMillis(), Long.MAX_VALUE / 2}) {
        assertThat(send(store, time.wallMillis() + far))
            .isInstanceOfSatisfying(
                Outcome.Accepted.class, it -> assertThat(it.refused()).isEqualTo(1));
      }
      assertThat(send(store, time.wallMillis() + 3_600_000)).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void seriesThatAreGone_areForgotten() throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(1), Duration.ZERO, Stores.ENOUGH);
    try (Store store = Stores.open(folder, time, config)) {
      for (int i = 0; i < 3000; i++) {
        scribe.add("x", Labels.of("n", Integer.toString(i)), time.wallMillis(), 1);
      }
      store.send(store.encode(scribe.shipment()));
      time.pass(Duration.ofDays(1));
      scribe.add("x", Labels.of("n", "7"), time.wallMillis(), 1);
      store.send(store.encode(scribe.shipment()));
      time.pass(Duration.ofHours(25));
      store.tend();
      scribe.add("x", Labels.of("n", "8"), time.wallMillis(), 1);
      store.send(store.encode(scribe.shipment()));
      var answer = new Answer();
      store.history().series(Selection.ALL, new Span(0, time.wallMillis() + 1), answer);
      assertThat(answer.lines()).containsExactly("x{n=\"8\"}");
    }
  }

  @Test
  void configuration_hasTheDefaultsOfTheDocuments() {
    var settings = new MapSettings(Map.of());
    assertThat(new EmbeddedStoreFactory().read(settings)).isEqualTo(EmbeddedConfig.STANDARD);
    assertThat(settings.asked()).containsExactly("max_size", "retention", "thinned_retention");
    var shorter = new MapSettings(Map.of("retention", "720h", "thinned_retention", "168h"));
    new EmbeddedStoreFactory().read(shorter);
    assertThat(shorter.problems()).singleElement().asString().contains("not longer");
    assertThat(new EmbeddedStoreFactory().name()).isEqualTo("embedded");
  }

  @Test
  void sample_namesEveryKeyWithItsDefault() throws Exception {
    try (InputStream in = EmbeddedConfig.class.getResourceAsStream("sample.yaml")) {
      assertThat(in).isNotNull();
      var sample = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(sample)
          .contains("  type: embedded\n", "  retention: 7d ", "  thinned_retention: 90d ")
          .contains("  max_size: 10GiB ");
      var settings = new MapSettings(Map.of());
      new EmbeddedStoreFactory().read(settings);
      assertThat(settings.asked())
          .allSatisfy(key -> assertThat(sample).contains("\n  " + key + ": "));
    }
  }

  @Test
  void examine_says_whetherItCouldWrite() throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(1), Duration.ZERO, Stores.ENOUGH);
    try (Store store = Stores.open(folder.resolve("a").resolve("b"), time, config)) {
      assertThat(store.examine().good()).isTrue();
      assertThat(Files.exists(folder.resolve("a"))).isFalse();
      assertThat(store.answers()).isTrue();
    }
    Files.writeString(folder.resolve("file"), "");
    try (Store store = Stores.open(folder.resolve("file").resolve("b"), time, config)) {
      assertThat(store.answers()).isFalse();
    }
    assertThat(List.of(folder.resolve("a").resolve("b").resolve(Database.FILE)))
        .allSatisfy(each -> assertThat(each).exists());
  }

  private Outcome send(Store store, long at) throws Exception {
    return store.send(store.encode(scribe.add("x", Labels.NONE, at, 1).shipment()));
  }
}
