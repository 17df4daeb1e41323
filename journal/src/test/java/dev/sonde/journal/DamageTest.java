package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever the bytes are, they decode or are damaged; nothing else is thrown, and nothing grows
/// beyond what so many bytes can say.
final class DamageTest {
  private static final int[] MASKS = {1, 2, 4, 8, 16, 32, 64, 128, 0x7f, 0xff};

  private final AtomicInteger indexes = new AtomicInteger();
  private final SegmentEncoder encoder = new SegmentEncoder(indexes::getAndIncrement);
  private final SampleDecoder decoder = new SampleDecoder();
  private final Random random = new Random(4711);
  private byte[] definitions = new byte[0];
  private byte[] samples = new byte[0];

  @BeforeEach
  void encode() {
    var batches = new RandomBatches(random);
    for (int i = 0; i < 20; i++) {
      encoder.describe(Family.counter("metric_" + i, "bytes", "Number " + i + "."));
    }
    encoder.encode(batches.next(120), Origin.sender(new UUID(1, 2), 3, 4, 200));
    definitions = Rows.copy(encoder.definitions());
    samples = Rows.copy(encoder.samples());
  }

  @Test
  void truncation_anywhere_isDamage() {
    for (int to = 0; to < samples.length; to++) {
      int end = to;
      assertThatThrownBy(() -> decode(samples, end)).isInstanceOf(DamagedException.class);
    }
    for (int to = 0; to < definitions.length; to++) {
      int end = to;
      assertThatThrownBy(() -> define(definitions, end)).isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void trailingByte_isDamage() {
    byte[] longer = Arrays.copyOf(samples, samples.length + 1);
    assertThatThrownBy(() -> decode(longer, longer.length)).isInstanceOf(DamagedException.class);
    byte[] more = Arrays.copyOf(definitions, definitions.length + 1);
    assertThatThrownBy(() -> define(more, more.length)).isInstanceOf(DamagedException.class);
  }

  @Test
  void byteFlipped_anywhere_decodesOrIsDamage() {
    flipEach(samples, this::survivesDecoding);
    flipEach(definitions, this::survivesDefining);
  }

  @Test
  void randomBytes_decodeOrAreDamage() {
    for (int round = 0; round < 30_000; round++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      int version = round % 2 == 0 ? Head.PLAIN : Head.EXTRAS;
      begin(bytes, version | (bytes.length % 3) << 4 | (round % 3) << 6);
      survivesDecoding(bytes);
      begin(bytes, Dictionary.VERSION);
      survivesDefining(bytes);
    }
  }

  @Test
  void newerVersion_isNamed() {
    byte[] newer = definitions.clone();
    newer[0] = 9;
    assertThatThrownBy(() -> define(newer, newer.length))
        .isInstanceOf(DamagedException.class)
        .hasMessage("definitions of version 9, not 1");
    samples[0] = (byte) ((samples[0] & 0xf0) | 7);
    assertThatThrownBy(() -> decode(samples, samples.length))
        .isInstanceOf(DamagedException.class)
        .hasMessage("samples of version 7, which is not known");
  }

  @Test
  void farNumber_costsLittle() throws Exception {
    var payload = new Payload();
    payload.putByte(Dictionary.VERSION);
    putOne(payload, Pages.LIMIT - 1);
    payload.putText(new byte[] {'x'}, 0, 1);
    putOne(payload, Pages.LIMIT - 1);
    payload.putVarint(Pages.LIMIT - 1);
    payload.putVarint(0);
    payload.putVarint(0);
    payload.putVarint(0);
    var dictionary = new Dictionary(indexes::getAndIncrement);
    dictionary.define(payload.bytes(), 0, payload.size());
    assertThat(dictionary.series(Pages.LIMIT - 1)).hasToString("x");
    assertThat(dictionary.series(Pages.LIMIT)).isNull();
    assertThat(dictionary.series(0)).isNull();
  }

  private static void putOne(Payload payload, int first) {
    payload.putVarint(first);
    payload.putVarint(1);
  }

  private static void begin(byte[] bytes, int first) {
    if (bytes.length > 0) {
      bytes[0] = (byte) first;
    }
  }

  private static void flipEach(byte[] bytes, Consumer<byte[]> survives) {
    for (int at = 0; at < bytes.length; at++) {
      for (int mask : MASKS) {
        bytes[at] ^= (byte) mask;
        survives.accept(bytes);
        bytes[at] ^= (byte) mask;
      }
    }
  }

  private void survivesDecoding(byte[] bytes) {
    try {
      int rows = decode(bytes, bytes.length);
      assertThat(rows).isLessThanOrEqualTo(bytes.length * 2);
    } catch (DamagedException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  private void survivesDefining(byte[] bytes) {
    try {
      define(bytes, bytes.length);
    } catch (DamagedException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private int decode(byte[] bytes, int to) throws DamagedException {
    var into = new Batch();
    decoder.open(bytes, 0, to);
    int unknown = decoder.decode(0, decoder.count(), encoder.dictionary(), into);
    return unknown + into.size();
  }

  private void define(byte[] bytes, int to) throws DamagedException {
    new Dictionary(indexes::getAndIncrement).define(bytes, 0, to);
  }
}
