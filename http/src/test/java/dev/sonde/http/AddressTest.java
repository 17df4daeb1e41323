package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9100, true",
    "127.1.2.3:80, true",
    "[::1]:9100, true",
    "localhost:0, true",
    "LOCALHOST:1, true",
    "unix:/run/sonde.sock, true",
    ":9100, false",
    "0.0.0.0:8080, false",
    "[::]:9100, false",
    "[fe80::1]:9100, false",
    "[::ffff:127.0.0.1]:9100, false",
    "127.0.0.1.example.com:80, false",
    "127.0.0.:80, false",
    "example.com:65535, false",
  })
  void text_readsBack(String text, boolean loopback) {
    Address address = Address.parse(text);
    assertThat(address).hasToString(text);
    assertThat(Address.parse(address.toString())).isEqualTo(address);
    assertThat(address.isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9100",
        "localhost",
        "localhost:",
        ":",
        "a:65536",
        "a:-1",
        "a:+1",
        "a:1x",
        "::1:9100",
        "[::1]",
        "[::1:9100",
        "::1]:9100",
        "[]:1",
        "[a]:1",
        "[::g]:1",
        "a b:1",
        "a/b:1",
        "unix:",
        "a:99999999999",
        "unix:/\0",
        "http://a:1",
      })
  void wrongText_isRefusedWithWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is not an address to listen on: ")
        .hasMessageContaining("host:port");
  }
}
