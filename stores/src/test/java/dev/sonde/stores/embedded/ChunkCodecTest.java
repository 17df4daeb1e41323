package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkCodecTest {
  private static final long WINDOW = 245_448;
  private static final long SERIES = 17;

  private final ChunkWriter writer = new ChunkWriter();
  private final ChunkReader reader = new ChunkReader();
  private final Columns samples = new Columns();
  private final Columns read = new Columns();
  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource
  void chunk_keepsEveryBit(SampleSeries kind) throws Exception {
    for (int i = 0; i < 300; i++) {
      int count = 1 + random.nextInt(i % 10 == 0 ? 2000 : 100);
      fill(kind, count, i % 3);
      byte[] blob = writer.write(SERIES, WINDOW, samples, 0, count);
      reader.read(blob, SERIES, WINDOW, read);
      assertThat(read.size()).isEqualTo(count);
      assertThat(Arrays.copyOf(read.times, count)).isEqualTo(Arrays.copyOf(samples.times, count));
      assertThat(bits(read, count)).isEqualTo(bits(samples, count));
    }
  }

  @Test
  void usualSeries_takeFewBytes() {
    assertThat(size(SampleSeries.CONSTANT)).isLessThan(25);
    assertThat(size(SampleSeries.SLOW_COUNTER)).isLessThan(1440 / 10);
    assertThat(size(SampleSeries.TEMPERATURE)).isLessThan(1440 / 4);
    assertThat(size(SampleSeries.COUNTER)).isLessThan(1440 * 2);
    assertThat(size(SampleSeries.MEMORY)).isLessThan(1440 * 3 / 2);
    assertThat(size(SampleSeries.PERCENT)).isLessThan(1440 * 3 / 2);
    assertThat(size(SampleSeries.RATIO)).isLessThan(1440 * 8 + 30);
    assertThat(size(SampleSeries.BITS)).isLessThan(1440 * 8 + 30);
  }

  @ParameterizedTest
  @EnumSource
  void changedByte_isNoticed(SampleSeries kind) {
    fill(kind, 50, 0);
    byte[] blob = writer.write(SERIES, WINDOW, samples, 0, 50);
    for (int at = 0; at < blob.length; at++) {
      byte[] damaged = blob.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> reader.read(damaged, SERIES, WINDOW, read))
          .isInstanceOf(Damage.class);
      byte[] torn = Arrays.copyOf(blob, at);
      assertThatThrownBy(() -> reader.read(torn, SERIES, WINDOW, read)).isInstanceOf(Damage.class);
    }
    assertThatThrownBy(() -> reader.read(blob, SERIES + 1, WINDOW, read))
        .isInstanceOf(Damage.class);
    assertThatThrownBy(() -> reader.read(blob, SERIES, WINDOW + 1, read))
        .isInstanceOf(Damage.class);
  }

  /// Bytes that are wrong though their checksum is right: a defect, or somebody's intent.
  @ParameterizedTest
  @EnumSource
  void nonsense_endsInOrder(SampleSeries kind) throws Exception {
    for (int i = 0; i < 2000; i++) {
      fill(kind, 40, i % 3);
      byte[] blob = writer.write(SERIES, WINDOW, samples, 0, 40);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        blob[2 + random.nextInt(blob.length - 6)] = (byte) random.nextInt();
      }
      var sealed = new Bytes();
      sealed.put(blob, 0, blob.length - Integer.BYTES);
      new Checksum().seal(sealed, SERIES, WINDOW);
      try {
        reader.read(sealed.copy(), SERIES, WINDOW, read);
        assertThat(read.size()).isEqualTo(40);
      } catch (Damage expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    fill(kind, 40, 0);
    reader.read(writer.write(SERIES, WINDOW, samples, 0, 40), SERIES, WINDOW, read);
    assertThat(bits(read, 40)).isEqualTo(bits(samples, 40));
  }

  private int size(SampleSeries kind) {
    fill(kind, 1440, 0);
    return writer.write(SERIES, WINDOW, samples, 0, 1440).length;
  }

  /// @param rhythm 0 for regular, 1 for nearly so, 2 for none
  private void fill(SampleSeries kind, int count, int rhythm) {
    samples.clear();
    samples.room(count);
    samples.size(count);
    long time = Windows.start(WINDOW) + random.nextInt(1000);
    for (int i = 0; i < count; i++) {
      samples.times[i] = time;
      time +=
          switch (rhythm) {
            case 0 -> Math.min(5000, 7_100_000 / count);
            case 1 -> Math.max(1, 3000 + random.nextInt(20) - 10);
            default -> 1 + random.nextInt(3000);
          };
    }
    kind.fill(random, samples.values, count);
  }

  private static long[] bits(Columns of, int count) {
    return Arrays.stream(of.values, 0, count).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
