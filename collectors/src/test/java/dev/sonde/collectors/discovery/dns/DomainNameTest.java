package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
  private static final String LONGEST = ("a".repeat(63) + ".").repeat(3) + "b".repeat(61);

  @Test
  void encode_writesPartsWithTheirLength() {
    assertThat(DomainName.encode("a.bc")).containsExactly(1, 'a', 2, 'b', 'c', 0);
    assertThat(DomainName.encode("a.bc.")).containsExactly(1, 'a', 2, 'b', 'c', 0);
    assertThat(DomainName.encode("_a\\.b\\\\\\000\\255"))
        .containsExactly(7, '_', 'a', '.', 'b', '\\', 0, 255, 0);
    assertThat(DomainName.encode(LONGEST)).hasSize(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", ".a", "a..b", "a b", "ä", "a\\", "a\\x", "\\256", "\\25", "a\n"})
  void encode_noName_isRefused(String name) {
    assertThatThrownBy(() -> DomainName.encode(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is not a domain name");
    assertThat(DomainName.valid(name)).isFalse();
  }

  @Test
  void encode_tooLong_isRefused() {
    assertThat(DomainName.valid(LONGEST + "c")).isFalse();
    assertThat(DomainName.valid("a".repeat(64))).isFalse();
    assertThat(DomainName.valid("a".repeat(63))).isTrue();
  }

  @Test
  void absolute_readsBackAsItself() {
    var random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      byte[] part = new byte[1 + random.nextInt(60)];
      random.nextBytes(part);
      var name = new StringBuilder();
      DomainName.show(part, 0, part.length, name);
      assertThat(DomainName.absolute(name.toString())).isEqualTo(name.toString());
    }
    assertThat(DomainName.absolute("\\065b.c")).isEqualTo("Ab.c.");
  }
}
