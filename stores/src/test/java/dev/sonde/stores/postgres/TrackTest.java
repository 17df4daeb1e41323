package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Stale;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackTest {
  private static final long HOUR = Moments.hour(1_767_225_600_000L);

  private final Squeezing out = new Squeezing();
  private final Squeezed in = new Squeezed();

  @Test
  void numbers_areReadBack_bitByBit() throws IOException {
    check(1);
    check(0, -1, 100, 1L << 53, -(1L << 53));
    check(0.1, 99.9, -3.14, 1e-9, 12345.678);
    check(-0.0, 0.0);
    check(1.0, Stale.marker(), Double.NaN, Double.longBitsToDouble(0x7ff8_0000_0000_0abcL));
    check(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE);
    check(0.1, 1e300, 1.0 / 3);
    check(1e-10, 123456789012345.7, 0.5);
  }

  @Test
  void numbers_ofAnyKind_areReadBack() throws IOException {
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double[] numbers = new double[1 + random.nextInt(50)];
      double by = Math.pow(10, random.nextInt(12));
      boolean any = random.nextInt(4) == 0;
      Arrays.setAll(
          numbers,
          _ -> any ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(100_000) / by);
      check(numbers);
    }
  }

  private void check(double... numbers) throws IOException {
    for (int first = 0; first < 2; first++) {
      var there = new BitSet();
      for (int i = first; i < numbers.length; i += 1 + first) {
        there.set(i);
      }
      if (!there.isEmpty()) {
        check(numbers, there);
      }
    }
  }

  private void check(double[] numbers, BitSet there) throws IOException {
    byte[] packed = Track.pack(out, numbers, there, numbers.length);
    double[] read = new double[numbers.length];
    var found = new BitSet();
    Track.unpack(in, packed, read, found, numbers.length);
    assertThat(found).isEqualTo(there);
    there.stream()
        .forEach(i ->
            assertThat(Double.doubleToRawLongBits(read[i]))
                .isEqualTo(Double.doubleToRawLongBits(numbers[i])));
  }

  @Test
  void times_areReadBack() throws IOException {
    Moments times = new Moments();
    for (int i = 0; i < 3000; i++) {
      times.add(HOUR + i * 1200L + i % 7);
    }
    Moments read = new Moments().unpack(in, times.pack(out, HOUR), HOUR);
    assertThat(read.count()).isEqualTo(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(read.at(i)).isEqualTo(times.at(i));
    }
  }

  @Test
  void damagedBytes_areNotRead() {
    var there = new BitSet();
    there.set(0, 20);
    double[] numbers = new double[20];
    Arrays.setAll(numbers, i -> Math.sqrt(i));
    byte[] whole = Track.pack(out, numbers, there, 20);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Track.unpack(in, cut, numbers, there, 20))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> Track.unpack(in, whole, new double[500], there, 500))
        .isInstanceOf(IOException.class);
    byte[] other = out.begin().put(2).put(1).put(0).end();
    assertThatThrownBy(() -> Track.unpack(in, other, numbers, there, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DELETE FROM sonde.hours");
    byte[] power = out.begin().put(1).put(1).put(99).end();
    assertThatThrownBy(() -> Track.unpack(in, power, numbers, there, 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void bytesThatGrowBeyondAllBounds_areNotRead() {
    out.begin();
    for (int i = 0; i < 1_000_000; i++) {
      out.put(0);
    }
    byte[] bomb = out.end();
    assertThatThrownBy(() -> Track.unpack(in, bomb, new double[20], new BitSet(), 20))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new Moments().unpack(in, bomb, HOUR)).isInstanceOf(IOException.class);
    byte[] early = out.begin().put(-1L).end();
    assertThatThrownBy(() -> new Moments().unpack(in, early, HOUR)).isInstanceOf(IOException.class);
    byte[] late = out.begin().put(Moments.HOUR).end();
    assertThatThrownBy(() -> new Moments().unpack(in, late, HOUR)).isInstanceOf(IOException.class);
    byte[] endless =
        out.begin()
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(255)
            .put(1)
            .end();
    assertThatThrownBy(() -> new Moments().unpack(in, endless, HOUR))
        .isInstanceOf(IOException.class);
  }
}
