package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentEncoderTest {
  private final AtomicInteger indexes = new AtomicInteger(1_000_000);
  private final SegmentEncoder encoder = new SegmentEncoder(indexes::getAndIncrement);
  private final SampleDecoder decoder = new SampleDecoder();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void batches_readBack_haveTheSameBits(int seed) throws Exception {
    var random = new Random(seed);
    var batches = new RandomBatches(random);
    var read = new Dictionary(indexes::getAndIncrement);
    for (int round = 0; round < 40; round++) {
      Batch batch = batches.next(round == 39 ? 5_000 : random.nextInt(300));
      Origin origin = batches.origin();
      encoder.encode(batch, origin);
      define(read, encoder.definitions());
      checkReadBack(batch, origin, read);
      checkReadBack(batch, origin, encoder.dictionary());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33})
  void batches_ofManySegments_haveTheSameBits(int seed) throws Exception {
    var random = new Random(seed);
    var batches = new RandomBatches(random);
    for (int segment = 0; segment < 20; segment++) {
      encoder.begin();
      var read = new Dictionary(indexes::getAndIncrement);
      for (int round = random.nextInt(6); round > 0; round--) {
        Batch batch = batches.next(random.nextInt(1_000));
        encoder.encode(batch, Origin.OWN);
        define(read, encoder.definitions());
        checkReadBack(batch, Origin.OWN, read);
      }
    }
  }

  private void checkReadBack(Batch batch, Origin origin, Dictionary dictionary) throws Exception {
    var into = new Batch();
    decoder.open(encoder.samples().bytes(), 0, encoder.samples().size());
    assertThat(decoder.origin()).isEqualTo(origin);
    assertThat(decoder.count()).isEqualTo(batch.size());
    assertThat(decoder.decode(0, batch.size(), dictionary, into)).isZero();
    assertThat(Rows.of(into)).isEqualTo(Rows.of(batch));
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void slices_inAnyOrder_areSlicesOfTheWhole(int seed) throws Exception {
    var random = new Random(seed);
    Batch batch = new RandomBatches(random).next(777);
    encoder.encode(batch, Origin.OWN);
    decoder.open(encoder.samples().bytes(), 0, encoder.samples().size());
    for (int round = 0; round < 200; round++) {
      int from = random.nextInt(778);
      int to = from + random.nextInt(778 - from);
      var into = new Batch();
      decoder.decode(from, to, encoder.dictionary(), into);
      assertThat(Rows.of(into)).isEqualTo(Rows.of(batch, from, to));
    }
  }

  @Test
  void definitions_twiceAndInAnyOrder_giveTheSameSeries() throws Exception {
    List<byte[]> definitions = new ArrayList<>();
    var batches = new RandomBatches(new Random(21));
    Batch last = new Batch();
    for (int round = 0; round < 10; round++) {
      last = batches.next(200);
      encoder.encode(last, Origin.OWN);
      definitions.add(Rows.copy(encoder.definitions()));
    }
    var read = new Dictionary(indexes::getAndIncrement);
    for (int pass = 0; pass < 10; pass++) {
      Collections.shuffle(definitions, new Random(pass));
      defineAll(read, definitions);
    }
    assertThat(read.size()).isEqualTo(encoder.dictionary().size());
    assertThat(Rows.of(Rows.decode(encoder.samples(), read))).isEqualTo(Rows.of(last));
    Series first = read.series(0);
    defineAll(read, definitions);
    assertThat(read.series(0)).isSameAs(first);
  }

  @Test
  void gap_inDefinitions_leavesOnlyThoseUnknown() throws Exception {
    var first = batch(series("up", 0), series("free", 1));
    encoder.encode(first, Origin.OWN);
    assertThat(encoder.definitions().size()).isPositive();
    var both =
        batch(first.series(0), first.series(1), series("down", 2), series("up", 3, "a", "b"));
    encoder.encode(both, Origin.OWN);
    var read = new Dictionary(indexes::getAndIncrement);
    define(read, encoder.definitions());
    assertThat(read.series(0)).isNull();
    assertThat(read.series(2)).hasToString("down");
    assertThat(read.series(3)).as("its name was defined in the missing part").isNull();
    decoder.open(encoder.samples().bytes(), 0, encoder.samples().size());
    var into = new Batch();
    assertThat(decoder.decode(0, 4, read, into)).isEqualTo(3);
    assertThat(Rows.of(into)).isEqualTo(Rows.of(both, 2, 3));
  }

  @Test
  void series_ofOneIndexAndTwoObjects_areTwo() throws Exception {
    var batch = batch(series("up", 7), series("down", 7));
    encoder.encode(batch, Origin.OWN);
    encoder.encode(batch, Origin.OWN);
    assertThat(encoder.definitions().size()).isZero();
    assertThat(encoder.dictionary().size()).isEqualTo(2);
    assertThat(Rows.of(Rows.decode(encoder.samples(), encoder.dictionary())))
        .isEqualTo(Rows.of(batch));
  }

  @Test
  void segment_thatBegins_definesAnewAndLeavesTheOldDictionary() {
    var batch = batch(series("up", 0));
    encoder.encode(batch, Origin.OWN);
    byte[] definitions = Rows.copy(encoder.definitions());
    var old = encoder.dictionary();
    encoder.begin();
    assertThat(encoder.definitionBytes()).isZero();
    assertThat(encoder.dictionary()).isNotSameAs(old);
    assertThat(encoder.dictionary().size()).isZero();
    encoder.encode(batch, Origin.OWN);
    assertThat(Rows.copy(encoder.definitions())).isEqualTo(definitions);
    assertThat(encoder.definitionBytes()).isEqualTo(definitions.length);
    assertThat(old.series(0)).isSameAs(batch.series(0));
  }

  @Test
  void family_isDefinedWithItsNameAndWhenItChanges() throws Exception {
    var read = new Dictionary(indexes::getAndIncrement);
    encoder.describe(Family.gauge("up", "", "Is it?"));
    encoder.describe(Family.gauge("unused", "", ""));
    encoder.encode(batch(series("up", 0)), Origin.OWN);
    byte[] older = Rows.copy(encoder.definitions());
    define(read, encoder.definitions());
    assertThat(read.family("up")).isEqualTo(Family.gauge("up", "", "Is it?"));
    assertThat(read.family("unused")).isNull();

    var changed = new Family("up", Kind.STATE_SET, "seconds", "Is it really?");
    encoder.describe(changed);
    encoder.describe(changed);
    encoder.encode(new Batch(), Origin.OWN);
    define(read, encoder.definitions());
    read.define(older, 0, older.length);
    assertThat(read.family("up")).isEqualTo(changed);
    assertThat(encoder.dictionary().family("up")).isEqualTo(changed);

    encoder.encode(batch(series("up", 1)), Origin.OWN);
    encoder.begin();
    encoder.encode(batch(series("up", 1)), Origin.OWN);
    var next = new Dictionary(indexes::getAndIncrement);
    define(next, encoder.definitions());
    assertThat(next.family("up")).isEqualTo(changed);
  }

  @Test
  void familiesTogether_areBounded() throws Exception {
    for (int i = 0; i < 100; i++) {
      encoder.describe(Family.gauge("n" + i, "", "x".repeat(1 << 20)));
    }
    var batch = new Batch();
    for (int i = 0; i < 100; i++) {
      batch.add(series("n" + i, 0), 0, 0);
    }
    encoder.encode(batch, Origin.OWN);
    assertThat(encoder.definitions().size()).isBetween(1 << 20, 33 << 20);
  }

  @Test
  void family_describedAfterItsName_followsWithTheNextBatch() throws Exception {
    var batch = batch(series("up", 0));
    encoder.encode(batch, Origin.OWN);
    encoder.describe(Family.counter("up", "", ""));
    encoder.encode(batch, Origin.OWN);
    var read = new Dictionary(indexes::getAndIncrement);
    define(read, encoder.definitions());
    assertThat(read.family("up")).as("its name's symbol is in the first part").isNull();
    assertThat(encoder.definitions().size()).isPositive();
    assertThat(encoder.dictionary().family("up")).isEqualTo(Family.counter("up", "", ""));
  }

  @Test
  void page_inItsUsualOrder_needsAFewBytesForIds() {
    var batch = new Batch();
    for (int i = 0; i < 1_000; i++) {
      batch.add(series("up", i * 1_000_003), 5, 0);
    }
    encoder.encode(batch, Origin.OWN);
    encoder.encode(batch, Origin.OWN);
    assertThat(encoder.samples().size()).isLessThan(1_000 / 2 + 16);
  }

  private static void define(Dictionary dictionary, Payload payload) throws DamagedException {
    if (payload.size() > 0) {
      dictionary.define(payload.bytes(), 0, payload.size());
    }
  }

  private static void defineAll(Dictionary dictionary, List<byte[]> payloads)
      throws DamagedException {
    for (byte[] payload : payloads) {
      if (payload.length > 0) {
        dictionary.define(payload, 0, payload.length);
      }
    }
  }

  private static Series series(String name, int index, String... labels) {
    return new Series(name, Labels.of(labels), index);
  }

  private static Batch batch(Series... series) {
    var batch = new Batch();
    for (Series each : series) {
      batch.add(each, 1_790_000_000_000L, 1.5);
    }
    return batch;
  }
}
