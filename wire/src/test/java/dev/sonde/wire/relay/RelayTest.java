package dev.sonde.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.wire.columns.DamagedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class RelayTest {
  private static final UUID SENDER = UUID.fromString("0f8c0000-0000-4000-8000-00000000abcd");
  private static final Family UP = Family.gauge("up", "", "Is it?");

  private final RelayEncoder encoder = new RelayEncoder();
  private final RelayDecoder decoder = new RelayDecoder();

  /// Of the series that was made last: none has that of another.
  private int index = 1_000;

  @Test
  void anyBatch_arrivesAsItWas() throws Exception {
    var random = new Random(11);
    for (int round = 0; round < 500; round++) {
      var series = series(random);
      Batch batch = batch(series, random);
      BatchId id = id(random, batch.size());
      byte[] body = body(new Shipment(id, batch, List.of(), Map.of("up", UP)::get));
      var taken = new Taken();
      assertThat(decoder.read(body, body.length, taken)).isEqualTo(id);
      assertThat(decoder.sum()).isEqualTo(encoder.sum());
      assertThat(taken.rows).isEqualTo(rows(batch));
      boolean named = rows(batch).stream().anyMatch(each -> each.startsWith("up"));
      assertThat(taken.families).isEqualTo(named ? List.of(UP) : List.of());
    }
  }

  @Test
  void sameShipment_givesTheSameBytes() {
    var random = new Random(12);
    Batch batch = batch(series(random), random);
    var shipment = new Shipment(id(random, batch.size()), batch, List.of(), _ -> null);
    byte[] once = body(shipment);
    encoder.encode(new Shipment(shipment.id(), new Batch(), List.of(), _ -> null));
    assertThat(body(shipment)).isEqualTo(once);
  }

  @Test
  void flippedBits_areNoticed() {
    var random = new Random(13);
    Batch batch = batch(series(random), random);
    byte[] body = body(new Shipment(id(random, batch.size()), batch, List.of(), _ -> UP));
    for (int bit = 0; bit < body.length * 8; bit += 3) {
      body[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> decoder.read(body, body.length, new Taken()))
          .isInstanceOf(DamagedException.class);
      body[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void hostileBytes_underARightChecksum_endInOneWay() {
    var random = new Random(14);
    Batch batch = batch(series(random), random);
    byte[] good = body(new Shipment(id(random, batch.size()), batch, List.of(), _ -> UP));
    for (int round = 0; round < 20_000; round++) {
      byte[] body = good.clone();
      int length = random.nextInt(8) == 0 ? 5 + random.nextInt(good.length - 5) : good.length;
      for (int i = random.nextInt(4); i >= 0; i--) {
        body[random.nextInt(length)] = (byte) random.nextInt();
      }
      seal(body, length);
      var taken = new Taken();
      try {
        decoder.read(body, length, taken);
      } catch (DamagedException said) {
        assertThat(said.getMessage()).isNotBlank();
      }
      assertThat(taken.rows.size()).isLessThanOrEqualTo(2 * length);
    }
  }

  @Test
  void line_bringsEveryBatchAsItWas_andSaysNothingTwice() throws Exception {
    var random = new Random(15);
    var line = new LineEncoder();
    var far = new LineDecoder();
    List<Series> series = series(random);
    for (int round = 0; round < 300; round++) {
      Batch batch = batch(series, random);
      BatchId id = id(random, batch.size());
      encoder.encode(new Shipment(id, batch, List.of(), Map.of("up", UP)::get));
      Aside aside = AsideTest.any(random);
      byte[] message = bytes(line.message(encoder, aside));
      var taken = new Taken();
      assertThat(far.read(message, message.length, taken)).isEqualTo(id);
      assertThat(far.aside()).isEqualTo(aside);
      assertThat(far.sum()).isEqualTo(line.sum());
      assertThat(taken.rows).isEqualTo(rows(batch));
      if (random.nextInt(20) == 0) {
        line.forget();
        far.forget();
      }
      if (random.nextInt(20) == 0) {
        series = series(random);
      }
    }
  }

  @Test
  void lineThatKnowsTheSeries_isShort() {
    var batch = new Batch();
    for (int i = 0; i < 600; i++) {
      batch.add(new Series("a_name_of_some_length", Labels.of("n", "" + i), 7 + i), 1_000, 1);
    }
    encoder.encode(new Shipment(id(new Random(1), 600), batch, List.of(), _ -> UP));
    var line = new LineEncoder();
    assertThat(line.message(encoder, Aside.NONE).remaining()).isGreaterThan(600 * 20);
    assertThat(line.message(encoder, Aside.NONE).remaining()).isLessThan(600 * 2);
  }

  @Test
  void hostileMessages_underARightChecksum_endInOneWay() throws Exception {
    var random = new Random(16);
    List<Series> series = series(random);
    var line = new LineEncoder();
    encoder.encode(new Shipment(id(random, 99), batch(series, random), List.of(), _ -> UP));
    byte[] first = bytes(line.message(encoder, Aside.NONE));
    encoder.encode(new Shipment(id(random, 99), batch(series, random), List.of(), _ -> UP));
    byte[] second = bytes(line.message(encoder, Aside.NONE));
    for (int round = 0; round < 3_000; round++) {
      var far = new LineDecoder();
      far.read(first, first.length, new Taken());
      byte[] message = (random.nextBoolean() ? first : second).clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt();
      }
      seal(message, message.length);
      try {
        far.read(message, message.length, new Taken());
      } catch (DamagedException said) {
        assertThat(said.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void messageAboutSeriesThatNobodyDefined_isRefused() throws Exception {
    var random = new Random(17);
    Batch batch = batch(series(random), random);
    batch.add(new Series("up", Labels.NONE, 1), 1, 1);
    encoder.encode(new Shipment(id(random, batch.size()), batch, List.of(), _ -> UP));
    var line = new LineEncoder();
    line.message(encoder, Aside.NONE);
    byte[] second = bytes(line.message(encoder, Aside.NONE));
    assertThatThrownBy(() -> new LineDecoder().read(second, second.length, new Taken()))
        .isInstanceOf(DamagedException.class);
  }

  @Test
  void otherVersion_isNamed() {
    byte[] body = body(new Shipment(id(new Random(1), 1), new Batch(), List.of(), _ -> null));
    body[0] = 9;
    seal(body, body.length);
    assertThatThrownBy(() -> decoder.read(body, body.length, new Taken()))
        .hasMessage("a batch of version 9, where 1 is understood");
  }

  private static void seal(byte[] body, int length) {
    var sum = new CRC32C();
    sum.update(body, 0, length - 4);
    for (int i = 0; i < 4; i++) {
      body[length - 4 + i] = (byte) (sum.getValue() >>> (8 * i));
    }
  }

  private byte[] body(Shipment shipment) {
    Encoded encoded = encoder.encode(shipment);
    assertThat(encoded.samples()).isEqualTo(shipment.batch().size());
    return bytes(encoder.body());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static BatchId id(Random random, int size) {
    long from = random.nextInt(1 << 30);
    return new BatchId(SENDER, random.nextLong(), from, from + size + 1 + random.nextInt(3));
  }

  private List<Series> series(Random random) {
    var all = new ArrayList<Series>();
    int count = 1 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      Labels own = Labels.of("n", "" + i, "é", "x".repeat(random.nextInt(300)));
      Labels common = random.nextBoolean() ? Labels.NONE : Labels.of("agent", "a");
      all.add(new Series(random.nextInt(3) == 0 ? "up" : "down", own, common, index += 7));
    }
    return all;
  }

  private static Batch batch(List<Series> series, Random random) {
    var batch = new Batch();
    int size = random.nextInt(400);
    boolean extras = random.nextInt(4) == 0;
    for (int row = 0; row < size; row++) {
      batch.add(series.get(row % series.size()), time(random), value(random));
      if (extras && random.nextInt(5) == 0) {
        batch.attach(extra(random, batch.time(row)));
      }
    }
    return batch;
  }

  private static long time(Random random) {
    return 1_767_225_600_000L + (random.nextInt(9) == 0 ? random.nextInt(100_000) - 50_000 : 0);
  }

  private static double value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Stale.marker();
      case 1 -> random.nextInt();
      case 2 -> random.nextInt(1_000) / 10.0;
      case 3 -> -0.0;
      case 4 -> Double.longBitsToDouble(random.nextLong());
      default -> 0;
    };
  }

  private static Extra extra(Random random, long time) {
    if (random.nextBoolean()) {
      return new Exemplar(Labels.of("trace_id", "" + random.nextInt()), random.nextInt(), time - 5);
    }
    var side =
        new Histogram.Side(
            new int[] {-2, 3}, new int[] {1, 2}, new double[] {1, 2, random.nextInt(99)});
    return new Histogram(
        new Histogram.Shape(3, 1e-9, false, false, true), 9, 1.5, 1, side, Histogram.Side.NONE);
  }

  private static List<String> rows(Batch batch) {
    var taken = new Taken();
    for (int row = 0; row < batch.size(); row++) {
      var key = new SeriesKey();
      key.name(batch.series(row).name());
      batch.series(row).labels().forEach(key::label);
      var slot = taken.slot(key, _ -> UP);
      taken.record(slot, batch.value(row), batch.time(row));
      for (int i = batch.firstExtra(row); i < batch.extras() && batch.extraRow(i) == row; i++) {
        taken.attach(batch.extra(i));
      }
    }
    return taken.rows;
  }
}
