package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.stores.LeastProgress;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Scribe;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void take_givesFreeNumbers_theLeastFirst() throws Exception {
    try (Link link = new Database(folder).writer()) {
      for (int id : new int[] {1, 2, 4, 5, 9}) {
        link.change("INSERT INTO series(id, hash, name, labels) VALUES(?, 0, x'', x'')", id);
      }
      var numbers = new Numbers(10);
      for (int expected : new int[] {3, 6, 7, 8, 10}) {
        assertThat(take(link, numbers)).isEqualTo(expected);
      }
      assertThat(numbers.take(link)).isEqualTo(Numbers.NONE);
      link.change("DELETE FROM series WHERE id = 4");
      assertThat(numbers.take(link)).isEqualTo(Numbers.NONE);
      numbers.forget();
      assertThat(numbers.take(link)).isEqualTo(4);
    }
  }

  private static int take(Link link, Numbers numbers) throws Exception {
    int id = numbers.take(link);
    link.change("INSERT INTO series(id, hash, name, labels) VALUES(?, 0, x'', x'')", id);
    return id;
  }

  @Test
  void samplesOfTooManySeries_areRefused_theOthersStored() throws Exception {
    try (Link link = new Database(folder).writer()) {
      var intake = new Intake(3);
      intake.forget(link);
      for (int i = 0; i < 5; i++) {
        scribe.add("x", Labels.of("n", Integer.toString(i)), 1000, i);
      }
      var draft = new Draft();
      Encoded encoded = draft.encode(scribe.shipment());
      var bounds = new Intake.Bounds(0, 100_000, 0);
      Outcome outcome = intake.write(link, encoded, draft, bounds, new LeastProgress());
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Accepted.class, it -> assertThat(it.refused()).isEqualTo(2));
      assertThat(link.number(0, "SELECT count(*) FROM series")).isEqualTo(3);
      assertThat(Marks.upTo(link, Shipments.INSTANCE, Shipments.EPOCH)).isEqualTo(5);
    }
  }

  @Test
  void places_areGivenInARow_whateverTheNumbers() {
    var places = new Places();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        int id = i * 7919 % SeriesTable.MOST;
        assertThat(places.of(id)).isEqualTo(Places.NONE);
        assertThat(places.add(id)).isEqualTo(i);
        assertThat(places.add(id)).isEqualTo(i);
      }
      assertThat(places.of(4999 * 7919 % SeriesTable.MOST)).isEqualTo(4999);
      assertThat(places.sorted())
          .isEqualTo(IntStream.range(0, 5000).map(i -> i * 7919).sorted().toArray());
      places.clear();
    }
  }
}
