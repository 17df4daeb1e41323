package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmiQueryTest {
  private static final String LINE = "54, 12, 1024, 8192, 75.23, NVIDIA GeForce GTX 780\n";

  @Test
  void number_isOneOrNothing() {
    check("12", 12);
    check("75.23", 75.23);
    check("0", 0);
    for (String none :
        List.of(
            "",
            "[N/A]",
            "N/A",
            "-1",
            "+1",
            ".5",
            "5.",
            "1.2.3",
            "1e3",
            "NaN",
            "Infinity",
            "0x10",
            "12 %",
            "1,5",
            "١٢",
            "1234567890123456",
            "ERR!",
            "[Not Supported]",
            "1 2")) {
      check(none, Double.NaN);
    }
  }

  @Test
  void rows_nameWithCommas_staysWhole() {
    SmiRow row = SmiQuery.PLAIN.rows("54, 12, 1024, 8192, 75.23, NVIDIA, of course\n").getFirst();
    assertThat(row.identity().name()).isEqualTo("NVIDIA, of course");
    assertThat(row.value(Figure.POWER_USAGE)).isEqualTo(75_230);
    assertThat(row.value(Figure.MEMORY_USED)).isEqualTo(1L << 30);
  }

  @Test
  void rows_lineWithoutEnd_saysNothing() {
    assertThat(SmiQuery.PLAIN.rows(LINE + "54, 12, 1024, 8192, 75.2")).hasSize(1);
    assertThat(SmiQuery.PLAIN.rows(LINE.strip())).isEmpty();
  }

  @Test
  void rows_otherWords_sayNothing() {
    assertThat(SmiQuery.FULL.rows("No devices were found\n")).isEmpty();
    assertThat(SmiQuery.FULL.rows("NVIDIA-SMI has failed because it couldn't communicate\n"))
        .isEmpty();
    assertThat(SmiQuery.PLAIN.rows("\n\n,,,\n")).isEmpty();
  }

  @Test
  void rows_anyNumberOfLines_areBounded() {
    assertThat(SmiQuery.PLAIN.rows(LINE.repeat(10_000))).hasSize(64);
  }

  @Test
  void rows_throttleMask_isHexOrNothing() {
    String head = "u, d, b, 1, 1, 1, 1, 1, 50, 1, 1, 1, 1, 1, 1, 1, 1, P0, 0, 0, ";
    assertThat(mask(head + "0x0000000000000044, n\n")).isEqualTo(1);
    assertThat(mask(head + "0x0000000000000001, n\n")).isZero();
    assertThat(mask(head + "[N/A], n\n")).isNaN();
    assertThat(mask(head + "0xfffffffffffffffff, n\n")).isNaN();
    assertThat(mask(head + "-1, n\n")).isNaN();
  }

  /// Whatever is printed: nothing throws, and a number that comes out stands in the text.
  @Test
  void rows_garbledOutput_neverInventsANumber() {
    var random = new Random(7);
    String alphabet = "0123456789.,- []NA/P\n\0xé%eE";
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(LINE.repeat(1 + random.nextInt(3)));
      for (int change = random.nextInt(8); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char to = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, to);
          case 1 -> text.insert(at, to);
          default -> text.deleteCharAt(at);
        }
      }
      for (SmiRow row : SmiQuery.PLAIN.rows(text.toString())) {
        double celsius = row.value(Figure.TEMPERATURE);
        if (Figure.TEMPERATURE.allows(celsius)) {
          assertThat(text.toString()).contains(Integer.toString((int) celsius));
        }
        assertThat(row.identity().name()).isNotBlank().doesNotContain("\0");
      }
      for (SmiRow row : SmiQuery.FULL.rows(text.toString())) {
        assertThat(row.identity()).isNotNull();
      }
    }
  }

  private static double mask(String line) {
    return SmiQuery.FULL.rows(line).getFirst().value(Figure.THROTTLED_POWER_CAP);
  }

  private static void check(String cell, double expected) {
    assertThat(SmiField.number(cell)).as(cell).isEqualTo(Double.valueOf(expected));
  }
}
