package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Stale;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellTest {
  private final Cell cell = new Cell().at(7, 1000);
  private final Numbers numbers = new Numbers();

  @Test
  void bytes_areReadBack_bitByBit() throws IOException {
    double nan = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);
    cell.put(2, -0.0);
    cell.put(64, nan);
    cell.put(65, Stale.marker());
    cell.put(240, 1.5);
    cell.put(240, 2.5);
    numbers.of(bytes(), 2);
    assertThat(numbers.has(1)).isFalse();
    assertThat(numbers.has(3)).isFalse();
    assertThat(bits(2)).isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(bits(64)).isEqualTo(0x7ff8_0000_0000_0abcL);
    assertThat(Stale.is(numbers.at(65))).isTrue();
    assertThat(numbers.at(240)).isEqualTo(2.5);
  }

  @Test
  void bytes_haveNoNulls_whereThereAreNoGaps() {
    cell.put(5, 1);
    cell.put(6, 2);
    ByteBuffer bytes = ByteBuffer.wrap(bytes());
    assertThat(bytes.getInt()).as("dimensions").isEqualTo(1);
    assertThat(bytes.getInt()).as("nulls").isZero();
    assertThat(bytes.getInt()).as("type").isEqualTo(701);
    assertThat(bytes.getInt()).as("count").isEqualTo(2);
    assertThat(bytes.getInt()).as("first").isEqualTo(5);
    assertThat(bytes.remaining()).isEqualTo(2 * 12);
  }

  @Test
  void aCellIsEmptied_whenItIsUsedAgain() {
    cell.put(5, 1);
    cell.at(8, 2000).put(6, 2);
    assertThat(cell.is(8, 2000)).isTrue();
    assertThat(cell.present().count()).isEqualTo(1);
    assertThat(cell.present().first()).isEqualTo(6);
    assertThat(cell.present().last()).isEqualTo(6);
  }

  @Test
  void places_areBitsFromTheLeft() {
    cell.put(1, 0);
    cell.put(240, 0);
    assertThat(cell.present().bits()).isEqualTo("1" + "0".repeat(238) + "1");
  }

  @Test
  void anEmptySlice_hasNothing() throws IOException {
    numbers.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, (byte) 0xbd}, 1);
    assertThat(numbers.has(1)).isFalse();
  }

  @Test
  void damagedBytes_areNotRead() {
    cell.put(1, 1);
    cell.put(2, 2);
    byte[] whole = bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> numbers.of(cut, 1)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> numbers.of(whole, 240)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> numbers.of(whole, 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> numbers.of("{1,2,3,4,5}".getBytes(StandardCharsets.UTF_8), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text");
    whole[12] = 127;
    assertThatThrownBy(() -> numbers.of(whole, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Numbers.millis(new byte[3])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Numbers.number(new byte[9])).isInstanceOf(IOException.class);
  }

  private long bits(int place) {
    return Double.doubleToRawLongBits(numbers.at(place));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[cell.lengthInBytes()];
    cell.toBytes(bytes, 0);
    return bytes;
  }
}
