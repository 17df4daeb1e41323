package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a power cut leaves is the file without its log.
class EmbeddedDurableTest {
  private static final Duration RETENTION = Duration.ofDays(2);
  private static final Span ALL = new Span(0, Long.MAX_VALUE);
  private static final int PAGE_SIZE_AT = 16;

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe first = new Scribe(Shipments.INSTANCE, 1);
  private final Scribe second = new Scribe(Shipments.INSTANCE, 2);
  private int cuts;
  @TempDir private Path folder = Path.of("");

  @Test
  void otherEpochs_areDurable_beforeANewOnesFirstBatchIsStored() throws Exception {
    try (Store store = store(folder)) {
      send(store, first, 5);
      assertThat(durable(store, 1)).isZero();
      send(store, second, 1);
      assertThat(durable(store, 1)).isEqualTo(5);
      assertThat(durable(store, 2)).isZero();
      checkCut(5, 0);
      send(store, second, 20);
      checkCut(5, 0);
      store.tend();
      assertThat(durable(store, 2)).isEqualTo(21);
      checkCut(5, 21);
    }
  }

  @Test
  void otherEpochs_areDurable_afterACrash() throws Exception {
    Path crashed = folder.resolve("crashed");
    try (Store store = store(folder)) {
      send(store, first, 5);
      copy(crashed, Database.FILE);
      copy(crashed, Database.FILE + "-wal");
    }
    try (Store store = store(crashed)) {
      assertThat(progress(store, 1)).isEqualTo(5);
      assertThat(durable(store, 1)).isZero();
      send(store, second, 1);
      assertThat(durable(store, 1)).isEqualTo(5);
    }
  }

  @Test
  void onlyATend_movesBatchesIntoTheFile() throws Exception {
    try (Store store = store(folder)) {
      send(store, first, 1);
      store.tend();
      send(store, first, 3000);
      checkCut(1, 0);
      store.tend();
      checkCut(3001, 0);
    }
  }

  @Test
  void newEpoch_waitsForAQueryThatReadsWhatWasThereBefore() throws Exception {
    try (Store store = store(folder)) {
      send(store, first, 5);
      Shipment next = add(second).shipment();
      store.history().samples(Selection.ALL, ALL, meanwhile(store, next));
      assertThat(progress(store, 2)).isZero();
      assertThat(store.send(store.encode(next))).isEqualTo(Outcome.ACCEPTED);
      assertThat(durable(store, 1)).isEqualTo(6);
      assertThat(progress(store, 2)).isEqualTo(1);
    }
  }

  private Points meanwhile(Store store, Shipment next) {
    return new Points() {
      @Override
      public boolean series(String name, Labels labels) {
        assertThatThrownBy(
                () -> {
                  send(store, first, 1);
                  store.send(store.encode(next));
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("query");
        return false;
      }

      @Override
      public boolean point(long timeMillis, double value) {
        return true;
      }
    };
  }

  @Test
  void file_hasPagesOfTheSizeThatWasMeant() throws Exception {
    try (Store store = store(folder)) {
      send(store, first, 1);
      store.tend();
      byte[] head = Files.readAllBytes(folder.resolve(Database.FILE));
      assertThat(ByteBuffer.wrap(head).getShort(PAGE_SIZE_AT))
          .isEqualTo((short) Database.PAGE_BYTES);
    }
  }

  private void checkCut(long ofFirst, long ofSecond) throws Exception {
    Path cut = folder.resolve("cut" + cuts++);
    copy(cut, Database.FILE);
    try (Store store = store(cut)) {
      assertThat(progress(store, 1)).isEqualTo(ofFirst);
      assertThat(progress(store, 2)).isEqualTo(ofSecond);
      var answer = new Answer();
      store.history().samples(Selection.ALL, ALL, answer);
      assertThat(answer.lines().stream().mapToLong(each -> each.split(" ").length - 1).sum())
          .isEqualTo(ofFirst + ofSecond);
    }
  }

  private void copy(Path to, String name) throws IOException {
    Files.createDirectories(to);
    Files.copy(folder.resolve(name), to.resolve(name));
  }

  private void send(Store store, Scribe scribe, int batches) throws Exception {
    for (int i = 0; i < batches; i++) {
      assertThat(store.send(store.encode(add(scribe).shipment()))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  private Scribe add(Scribe scribe) {
    time.pass(Duration.ofSeconds(1));
    return scribe.add("x", Labels.NONE, time.wallMillis(), 1);
  }

  private static long progress(Store store, long epoch) throws Exception {
    return store.progress(Shipments.INSTANCE, epoch).getAsLong();
  }

  private static long durable(Store store, long epoch) {
    return store.durable(Shipments.INSTANCE, epoch).getAsLong();
  }

  private Store store(Path in) {
    return Stores.open(in, time, RETENTION);
  }
}
