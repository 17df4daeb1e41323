package dev.sonde.wire.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.GzipSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpanderTest {
  private static final int MOST = 1 << 20;

  /// One way back.
  private interface Way {
    byte[] expand(byte[] packed, int length, int most) throws BodyException;
  }

  private final GzipExpander gzip = new GzipExpander();
  private final ZstdExpander zstd = new ZstdExpander();

  @Test
  void anyBytes_comeBack() throws BodyException {
    var random = new Random(5);
    for (int round = 0; round < 300; round++) {
      byte[] plain = plain(random);
      byte[] gzipped = packed(new GzipSink(), plain);
      byte[] squeezed = packed(new Zstd(), plain);
      assertThat(gzip(gzipped, gzipped.length, MOST)).isEqualTo(plain);
      assertThat(zstd(squeezed, squeezed.length, MOST)).isEqualTo(plain);
    }
  }

  @Test
  void severalMembers_areOneBody() throws Exception {
    var both = new ByteArrayOutputStream();
    both.write(packed(new GzipSink(), new byte[] {1, 2}));
    both.write(packed(new GzipSink(), new byte[] {3}));
    assertThat(gzip(both.toByteArray(), both.size(), MOST)).containsExactly(1, 2, 3);
  }

  @Test
  void bombs_areRefused_andAsMuchAsIsTakenIsNot() throws BodyException {
    byte[] zeros = new byte[MOST];
    byte[] gzipped = packed(new GzipSink(), zeros);
    byte[] squeezed = packed(new Zstd(), zeros);
    assertThat(gzip(gzipped, gzipped.length, MOST)).hasSize(MOST);
    assertThat(zstd(squeezed, squeezed.length, MOST)).hasSize(MOST);
    assertThatThrownBy(() -> gzip(gzipped, gzipped.length, MOST - 1))
        .hasMessage("it has more than the 1048575 plain bytes that are taken");
    assertThatThrownBy(() -> zstd(squeezed, squeezed.length, MOST - 1))
        .hasMessage("it has more than the 1048575 plain bytes that are taken");
  }

  @Test
  void rubbish_endsInOneWay() {
    var random = new Random(6);
    byte[] plain = plain(random);
    check(packed(new GzipSink(), plain), random, this::gzip);
    check(packed(new Zstd(), plain), random, this::zstd);
  }

  private static void check(byte[] good, Random random, Way way) {
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = good.clone();
      int length = random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length;
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(way.expand(bytes, length, MOST).length).isLessThanOrEqualTo(MOST);
      } catch (BodyException said) {
        assertThat(said.reason()).isNotBlank();
      }
    }
  }

  private byte[] gzip(byte[] packed, int length, int most) throws BodyException {
    int size = gzip.expand(packed, 0, length, most);
    return Arrays.copyOf(gzip.bytes(), size);
  }

  private byte[] zstd(byte[] packed, int length, int most) throws BodyException {
    int size = zstd.expand(packed, 0, length, most);
    return Arrays.copyOf(zstd.bytes(), size);
  }

  private static byte[] packed(Compressor by, byte[] plain) {
    try (by) {
      ByteBuffer out = by.compress(ByteBuffer.wrap(plain));
      var bytes = new byte[out.remaining()];
      out.get(bytes);
      return bytes;
    }
  }

  private static byte[] plain(Random random) {
    var plain = new byte[random.nextInt(200_000)];
    int kinds = 1 + random.nextInt(30);
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) random.nextInt(kinds);
    }
    return plain;
  }
}
