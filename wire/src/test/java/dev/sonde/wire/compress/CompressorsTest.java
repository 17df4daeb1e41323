package dev.sonde.wire.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressorsTest {
  private static final int[] LENGTHS = {
    0, 1, 3, 4, 15, 16, 17, 18, 59, 60, 61, 64, 255, 256, 257, 300, 2_047, 2_048, 65_535, 65_536,
    65_537, 65_552, 65_553, 200_000, 1 << 20
  };

  @ParameterizedTest
  @EnumSource
  void whateverIsCompressed_isWhatTheReferenceReads(Compression compression) {
    try (var compressor = compression.compressor()) {
      for (int length : LENGTHS) {
        for (int variety : new int[] {1, 2, 4, 30, 256}) {
          byte[] plain = made(length, variety);
          byte[] small = bytes(compressor.compress(ByteBuffer.wrap(plain)));
          assertThat(read(compression, small, length))
              .as("%d bytes of %d kinds", length, variety)
              .isEqualTo(plain);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameBytes_giveTheSame_whateverWasCompressedBefore(Compression compression) {
    byte[] plain = made(150_000, 20);
    byte[] fresh;
    try (var compressor = compression.compressor()) {
      fresh = bytes(compressor.compress(ByteBuffer.wrap(plain)));
    }
    try (var used = compression.compressor()) {
      for (int length : LENGTHS) {
        used.compress(ByteBuffer.wrap(made(length, 20)));
        assertThat(bytes(used.compress(ByteBuffer.wrap(plain)))).isEqualTo(fresh);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void partOfAnArray_isTakenFromPositionToLimit_andStaysAsItIs(Compression compression) {
    byte[] whole = made(5_000, 20);
    var part = ByteBuffer.wrap(whole, 10, 4_000).slice().position(5);
    try (var compressor = compression.compressor()) {
      byte[] small = bytes(compressor.compress(part));
      assertThat(read(compression, small, 3_995)).isEqualTo(Arrays.copyOfRange(whole, 15, 4_010));
      assertThat(part.position()).isEqualTo(5);
      assertThat(part.limit()).isEqualTo(4_000);
    }
  }

  @Test
  void bytesWithoutRepetition_growByLittle() {
    var plain = new byte[1 << 20];
    new Random(1).nextBytes(plain);
    try (var snappy = new Snappy()) {
      assertThat(snappy.compress(ByteBuffer.wrap(plain)).remaining())
          .isLessThan(plain.length + 100);
    }
  }

  /// From what fits many times into the room that is usually enough to what does not fit at all.
  @Test
  void zstd_howMuchRoomThereWas_showsNowhere() {
    try (var zstd = new Zstd()) {
      for (int share = 0; share <= 16; share++) {
        byte[] plain = partlyRandom(2_500_000, share);
        assertThat(bytes(zstd.compress(ByteBuffer.wrap(plain))))
            .as("%d of 16 random", share)
            .isEqualTo(com.github.luben.zstd.Zstd.compress(plain, 1));
      }
    }
    byte[] random = partlyRandom(3_000_000, 16);
    try (var fresh = new Zstd()) {
      assertThat(bytes(fresh.compress(ByteBuffer.wrap(random))))
          .isEqualTo(com.github.luben.zstd.Zstd.compress(random, 1));
    }
  }

  private static byte[] partlyRandom(int length, int sixteenths) {
    byte[] plain = made(length, 2);
    var noise = new byte[length / 16 * sixteenths];
    new Random(sixteenths).nextBytes(noise);
    System.arraycopy(noise, 0, plain, length - noise.length, noise.length);
    return plain;
  }

  /// Four bytes from before, one new one, again and again: what makes snappy largest.
  @Test
  void shortRepetitionsFarApart_fit() {
    var random = new Random(2);
    var plain = new byte[300_000];
    random.nextBytes(plain);
    for (int at = 20_000; at + 5 < plain.length; at += 5) {
      System.arraycopy(plain, at - 5 * random.nextInt(1, 3_000) - 4, plain, at, 4);
    }
    try (var snappy = new Snappy()) {
      byte[] small = bytes(snappy.compress(ByteBuffer.wrap(plain)));
      assertThat(read(Compression.SNAPPY, small, plain.length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingTwice_isFine(Compression compression) {
    var compressor = compression.compressor();
    compressor.close();
    compressor.close();
    assertThat(compressor.encoding()).isEqualToIgnoringCase(compression.name());
  }

  private static byte[] made(int length, int variety) {
    var random = new Random(length * 31L + variety);
    var plain = new byte[length];
    for (int at = 0; at < length; at++) {
      boolean again = at > 100 && random.nextInt(4) == 0;
      int run = again ? Math.min(length - at, random.nextInt(100)) : 0;
      int from = again ? at - 1 - random.nextInt(100) : 0;
      for (int i = 0; i < run; i++) {
        plain[at + i] = plain[from + i];
      }
      at += run;
      if (at < length) {
        plain[at] = (byte) random.nextInt(variety);
      }
    }
    return plain;
  }

  private static byte[] read(Compression compression, byte[] small, int length) {
    try {
      return switch (compression) {
        case SNAPPY -> org.xerial.snappy.Snappy.uncompress(small);
        case ZSTD -> com.github.luben.zstd.Zstd.decompress(small, length);
        case GZIP -> new GZIPInputStream(new ByteArrayInputStream(small)).readAllBytes();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ByteBuffer view) {
    var bytes = new byte[view.remaining()];
    view.duplicate().get(bytes);
    return bytes;
  }
}
