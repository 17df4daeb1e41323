package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadRowTest {
  private static final long WINDOW = 245_448;
  private static final long START = Windows.start(WINDOW);

  private final HeadWriter writer = new HeadWriter();
  private final HeadReader reader = new HeadReader();
  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource
  void row_keepsEveryBit(SampleSeries kind) throws Exception {
    double[] values = new double[200];
    for (int round = 0; round < 100; round++) {
      kind.fill(random, values, values.length);
      boolean oneTime = round % 2 == 0;
      byte[] blob = write(values, 1 + random.nextInt(200), oneTime);
      reader.read(blob, WINDOW, Long.MIN_VALUE, Long.MAX_VALUE);
      reader.values(0, reader.size());
      for (int i = 0; i < reader.size(); i++) {
        assertThat(reader.series[i]).isEqualTo(3L * i + 1);
        assertThat(reader.time(i)).isEqualTo(START + (oneTime ? 0 : i * 7L % 100));
        assertThat(Double.doubleToRawLongBits(reader.values[i]))
            .isEqualTo(Double.doubleToRawLongBits(values[i]));
      }
    }
  }

  @Test
  void row_ofOneTimeOutsideIsEmpty_andDoesNotConfuseTheNext() throws Exception {
    double[] values = {1, 2, 3};
    byte[] two = write(values, 2, true);
    byte[] three = write(values, 3, true);
    reader.read(two, WINDOW, START, START + 1);
    assertThat(reader.size()).isEqualTo(2);
    assertThat(reader.isSame()).isFalse();
    reader.read(three, WINDOW, START + 1, START + 2);
    assertThat(reader.size()).isZero();
    reader.read(two, WINDOW, START, START + 1);
    assertThat(reader.isSame()).isTrue();
    reader.read(three, WINDOW, START, START + 1);
    assertThat(reader.isSame()).isFalse();
    assertThat(reader.size()).isEqualTo(3);
  }

  @Test
  void damage_isNoticed() {
    byte[] blob = write(new double[] {1, 0.5, 3}, 3, false);
    for (int at = 0; at < blob.length; at++) {
      byte[] damaged = blob.clone();
      damaged[at] ^= 64;
      assertThatThrownBy(() -> reader.read(damaged, WINDOW, 0, Long.MAX_VALUE))
          .isInstanceOf(Damage.class);
    }
    assertThatThrownBy(() -> reader.read(blob, WINDOW + 1, 0, Long.MAX_VALUE))
        .isInstanceOf(Damage.class);
  }

  @Test
  void nonsense_endsInOrder() {
    double[] values = new double[30];
    for (int i = 0; i < 5000; i++) {
      SampleSeries.ODD.fill(random, values, 30);
      byte[] blob = write(values, 30, i % 2 == 0);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        blob[1 + random.nextInt(blob.length - 5)] = (byte) random.nextInt();
      }
      var sealed = new Bytes();
      sealed.put(blob, 0, blob.length - Integer.BYTES);
      new Checksum().seal(sealed, WINDOW, 0);
      try {
        reader.read(sealed.copy(), WINDOW, Long.MIN_VALUE, Long.MAX_VALUE);
        reader.values(0, reader.size());
        assertThat(reader.size()).isLessThan(1000);
      } catch (Damage expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void someValues_areReadWithoutTheOthers() throws Exception {
    double[] values = new double[100];
    for (SampleSeries kind : SampleSeries.values()) {
      kind.fill(random, values, values.length);
      byte[] blob = write(values, values.length, true);
      int from = random.nextInt(values.length);
      int to = random.nextInt(from, values.length + 1);
      reader.read(blob, WINDOW, Long.MIN_VALUE, Long.MAX_VALUE);
      reader.values(from, to);
      for (int i = from; i < to; i++) {
        assertThat(Double.doubleToRawLongBits(reader.values[i]))
            .isEqualTo(Double.doubleToRawLongBits(values[i]));
      }
    }
  }

  private byte[] write(double[] values, int count, boolean oneTime) {
    writer.begin(WINDOW);
    for (int i = 0; i < count; i++) {
      writer.add(3L * i + 1, START + (oneTime ? 0 : i * 7L % 100), values[i]);
    }
    return writer.write();
  }
}
