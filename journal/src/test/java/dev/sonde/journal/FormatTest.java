package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import dev.sonde.wire.columns.Payload;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The exact bytes. A journal outlives the version that wrote it: when this test fails, the version
/// byte has to change, and the old bytes have to be read still.
final class FormatTest {
  private static final long TIME = 1_790_000_000_000L;

  private static final String DEFINITIONS =
      """
      01
      00 07
      02 75 70
      15 64 69 73 6b 5f 72 65 61 64 5f 62 79 74 65 73 5f 74 6f 74 61 6c
      06 64 65 76 69 63 65
      03 73 64 61
      04 68 6f 73 74
      01 61
      18 64 69 73 6b 5f 77 72 69 74 74 65 6e 5f 62 79 74 65 73 5f 74 6f 74 61 6c
      00 03
      00 00
      01 02 02 03 04 05
      06 02 02 03 04 05
      00 01
      01 02 05 62 79 74 65 73 05 52 65 61 64 2e
      """;

  private static final String SAMPLES =
      """
      01 15 80 b0 83 c5 98 68
      0e 01 01 0b 01 0b 01 0b 01 0b 01 0b 01 0b 01
      f0 33 14 66 f8 99 da ff 2f ff 09
      00 00 00 00 00 00 00 80
      02
      01
      58 02
      2a 9a b7 0e
      00 5e d0 b2
      00 40 e5 9c 30 12
      00 00 90 1e c4 bc e6 42
      a0 00
      31 9a
      61 53 01
      62 dc 9e ff 19 34
      18 2d 44 54 fb 21 09 40
      9c 75 00 88 3c e4 37 7e
      00 00 00 00 00 00 f8 7f
      00 00 00 00 00 00 f0 7f
      01 00 00 00 00 00 00 00
      2f 00
      """;

  private static final String SENDER =
      """
      61 08 07 06 05 04 03 02 01 10 0f 0e 0d 0c 0b 0a 09 fe ff ff ff ff ff ff ff f4 03 64
      04 80 b0 83 c5 98 68
      05 02 b0 ea 01 00
      04 00 03 00 02
      13 11 02
      """;

  private static final String EACH =
      """
      91 03 80 b0 83 c5 98 68
      02 01 04
      03 00 02 02
      13 01 02
      """;

  private final AtomicInteger indexes = new AtomicInteger();
  private final SegmentEncoder encoder = new SegmentEncoder(indexes::getAndIncrement);
  private final Series up = series("up");
  private final Series read = series("disk_read_bytes_total", "device", "sda", "host", "a");
  private final Series written = series("disk_written_bytes_total", "device", "sda", "host", "a");

  @Test
  void definitions_areTheseBytes() {
    encoder.describe(Family.counter("disk_read_bytes_total", "bytes", "Read."));
    encode(Origin.OWN, batch());
    check(encoder.definitions(), DEFINITIONS);
  }

  @Test
  void samples_ofOneTime_areTheseBytes() {
    encode(Origin.OWN, batch());
    check(encoder.samples(), SAMPLES);
  }

  @Test
  void samples_ofASender_areTheseBytes() {
    var batch = new Batch();
    batch.add(read, TIME, 1);
    batch.add(read, TIME, 1);
    batch.add(up, TIME, 1);
    batch.add(up, TIME + 15_000, 1);
    encode(Origin.sender(new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L), -2, 500, 600), batch);
    check(encoder.samples(), SENDER);
  }

  @Test
  void samples_ofManyTimes_areTheseBytes() {
    var batch = new Batch();
    batch.add(up, TIME, 1);
    batch.add(up, TIME - 1, 1);
    batch.add(up, TIME + 1, 1);
    encode(Origin.UNNAMED, batch);
    check(encoder.samples(), EACH);
  }

  @Test
  void samples_thatAreNone_areTwoBytes() {
    encode(Origin.OWN, new Batch());
    check(encoder.samples(), "01 00");
    assertThat(encoder.definitions().size()).isZero();
  }

  private Batch batch() {
    double[] values = {
      0.0,
      -0.0,
      1,
      -1,
      300,
      300,
      123_456_789,
      1.5e9,
      1e13,
      2e14,
      0.5,
      -12.34,
      27.15,
      1.790195857123e9,
      Math.PI,
      1e300,
      Double.NaN,
      Stale.marker(),
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE,
      1e-16
    };
    Series[] page = {up, read, written};
    var batch = new Batch();
    for (int i = 0; i < values.length; i++) {
      batch.add(page[i % page.length], TIME, values[i]);
    }
    return batch;
  }

  private void encode(Origin origin, Batch batch) {
    encoder.encode(batch, origin);
  }

  private Series series(String name, String... labels) {
    return new Series(name, Labels.of(labels), indexes.getAndIncrement());
  }

  private static void check(Payload payload, String expected) {
    var hex = HexFormat.ofDelimiter(" ");
    assertThat(hex.formatHex(payload.bytes(), 0, payload.size()))
        .isEqualTo(String.join(" ", expected.strip().split("\\s+")));
  }
}
