package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipSinkTest {
  @Test
  void compressed_isReadByOthers_andIsTheSameAgain() throws IOException {
    var random = new Random(1);
    try (var sink = new GzipSink()) {
      for (int length : new int[] {0, 1, 1000, 1_000_000}) {
        byte[] plain = new byte[length];
        random.nextBytes(plain);
        Arrays.fill(plain, 0, length / 2, (byte) 'a');
        byte[] first = copy(sink.compress(ByteBuffer.wrap(plain)));
        assertThat(unzip(first)).isEqualTo(plain);
        assertThat(copy(sink.compress(ByteBuffer.wrap(plain)))).isEqualTo(first);
      }
    }
  }

  private static byte[] copy(ByteBuffer of) {
    byte[] bytes = new byte[of.remaining()];
    of.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] unzip(byte[] bytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
