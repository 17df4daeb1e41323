package dev.sonde.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SymbolsTest {
  private final Symbols symbols = new Symbols();

  @Test
  void numbers_followTheOrderOfArrival() {
    assertThat(number("a")).isZero();
    assertThat(number("")).isEqualTo(1);
    assertThat(number("a")).isZero();
    assertThat(number("b")).isEqualTo(2);
    assertThat(symbols.size()).isEqualTo(3);
    assertThat(text(0)).isEqualTo("a");
    assertThat(text(1)).isEmpty();
    assertThat(text(2)).isEqualTo("b");
  }

  @Test
  void find_unknown_addsNothing() {
    number("a");
    assertThat(symbols.find("ab".getBytes(UTF_8), 0, 2)).isNegative();
    assertThat(symbols.find("ab".getBytes(UTF_8), 0, 1)).isZero();
    assertThat(symbols.size()).isEqualTo(1);
  }

  @Test
  void manySymbols_areFoundAgain() {
    checkMany();
  }

  private void checkMany() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(number("value " + i)).isEqualTo(i);
      }
    }
    assertThat(symbols.size()).isEqualTo(20_000);
    assertThat(text(12_345)).isEqualTo("value 12345");
  }

  @Test
  void clear_forgetsAll_underAnySeed() {
    for (int seed : new int[] {0, 42, 0}) {
      checkMany();
      symbols.clear(seed);
      assertThat(symbols.size()).isZero();
      assertThat(symbols.find("value 7".getBytes(UTF_8), 0, 7)).isNegative();
    }
    checkMany();
  }

  @Test
  void clear_largeAndHardlyUsed_givesRoomBack() {
    number("x".repeat(2 << 20));
    symbols.clear(1);
    number("y");
    symbols.clear(2);
    assertThat(symbols.bytes().length).isLessThan(1 << 20);
    assertThat(number("z")).isZero();
    assertThat(text(0)).isEqualTo("z");
  }

  private int number(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return symbols.number(bytes, 0, bytes.length);
  }

  private String text(int symbol) {
    int start = symbols.start(symbol);
    return new String(symbols.bytes(), start, symbols.end(symbol) - start, UTF_8);
  }
}
