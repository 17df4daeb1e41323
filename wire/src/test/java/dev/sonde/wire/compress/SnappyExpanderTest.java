package dev.sonde.wire.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyExpanderTest {
  private static final int MOST = 1 << 20;

  private final SnappyExpander expander = new SnappyExpander();

  @Test
  void whatIsCompressed_comesBack() throws BodyException, IOException {
    var random = new Random(1);
    try (var compressor = new Snappy()) {
      for (int round = 0; round < 500; round++) {
        byte[] plain = made(random);
        ByteBuffer ours = compressor.compress(ByteBuffer.wrap(plain));
        var packed = new byte[ours.remaining()];
        ours.get(packed);
        assertThat(expanded(packed)).isEqualTo(plain);
        assertThat(expanded(org.xerial.snappy.Snappy.compress(plain))).isEqualTo(plain);
      }
    }
  }

  @Test
  void rangeOfAnArray_isReadAlone() throws BodyException {
    byte[] packed = {9, 9, 3, 8, 'a', 'b', 'c', 9};
    assertThat(expander.expand(packed, 2, 7, MOST)).isEqualTo(3);
    assertThat(expander.bytes()).startsWith('a', 'b', 'c');
  }

  @Test
  void tooLarge_isRefusedByItsHead() {
    refuse("it has 2097152 bytes, and 1048576 are taken", 0x80, 0x80, 0x80, 0x01, 0);
    refuse("it can't have as many bytes as it says", 0x80, 0x80, 0x40, 0, 'a');
    refuse("more than five bytes", 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
  }

  @Test
  void unsound_isRefused() {
    refuse("it ends too early");
    refuse("it ends after 0 bytes, and says that it has 3", 3);
    refuse("a literal is longer than what is left", 3, 8, 'a');
    refuse("a literal is longer than what is left", 1, 8, 'a', 'b', 'c');
    refuse("a literal is longer than what is left", 3, 63 << 2, 0xff, 0xff, 0xff, 0xff);
    refuse("bytes before the first", 9, 0, 'a', 1, 2);
    refuse("bytes before the first", 9, 0, 'a', 1, 0);
    refuse("bytes before the first", 9, 0, 'a', 3, 0xff, 0xff, 0xff, 0xff);
    refuse("more bytes than it says", 2, 0, 'a', 1, 1);
  }

  @Test
  void spoilt_isReadAsSnappyJavaReadsIt_orRefused() throws IOException {
    var random = new Random(5);
    var damage = new Damage(random, List.of("\u0000", "\u0001", "\u00fe"));
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] packed = damage.spoil(org.xerial.snappy.Snappy.compress(made(random)));
      try {
        byte[] plain = expanded(packed);
        assertThat(org.xerial.snappy.Snappy.uncompress(packed)).isEqualTo(plain);
      } catch (BodyException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 2_990);
  }

  private byte[] expanded(byte[] packed) throws BodyException {
    int length = expander.expand(packed, 0, packed.length, MOST);
    return Arrays.copyOf(expander.bytes(), length);
  }

  private void refuse(String why, int... octets) {
    var packed = new byte[octets.length];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) octets[i];
    }
    assertThatThrownBy(() -> expanded(packed))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining(why);
  }

  private static byte[] made(Random random) {
    var plain = new byte[random.nextInt(random.nextInt(5) == 0 ? 200_000 : 300)];
    int at = 0;
    while (at < plain.length) {
      int run = Math.min(plain.length - at, 1 + random.nextInt(90));
      if (at > 0 && random.nextBoolean()) {
        int back = 1 + random.nextInt(at);
        for (int i = 0; i < run; i++) {
          plain[at + i] = plain[at + i - back];
        }
      } else {
        for (int i = 0; i < run; i++) {
          plain[at + i] = (byte) random.nextInt(4);
        }
      }
      at += run;
    }
    return plain;
  }
}
