package dev.sonde.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SymbolsTest {
  private final Symbols symbols = new Symbols(42);

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
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(number("value " + i)).isEqualTo(i);
      }
    }
    assertThat(symbols.size()).isEqualTo(20_000);
    assertThat(text(12_345)).isEqualTo("value 12345");
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
