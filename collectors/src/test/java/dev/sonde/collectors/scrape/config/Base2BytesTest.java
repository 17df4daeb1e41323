package dev.sonde.collectors.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base2BytesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0B, 0",
    "512, 512",
    "1KB, 1024",
    "1KiB, 1024",
    "15MB, 15728640",
    "1.5MiB, 1572864",
    "2 GB, 2147483648",
    "1TB, 1099511627776"
  })
  void size_isToTheBaseOfTwo(String text, long bytes) {
    assertThat(Base2Bytes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "1M", "1XB", "1MBB", "-1MB", "1.2.3MB", "1iB", "9EB9"})
  void text_thatIsNoSize_isRefused(String text) {
    assertThatThrownBy(() -> Base2Bytes.parse(text)).hasMessageStartingWith("is not a size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8EB", "99999999999999999999999999"})
  void size_beyondAllBounds_isRefused(String text) {
    assertThatThrownBy(() -> Base2Bytes.parse(text)).hasMessage("is too large");
  }
}
