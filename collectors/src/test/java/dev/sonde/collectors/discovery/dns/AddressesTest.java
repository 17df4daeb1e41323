package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, ::",
    "00000000000000000000000000000001, ::1",
    "20010db8000000000000000000000000, 2001:db8::",
    "20010db8000000010001000000000001, 2001:db8:0:1:1::1",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "20010db8000100020003000400050000, 2001:db8:1:2:3:4:5:0",
    "20010db8000100020003000400050006, 2001:db8:1:2:3:4:5:6",
    "00000000000000000000ffffc0000201, 192.0.2.1",
  })
  void version6_isShort(String hex, String text) {
    assertThat(Addresses.version6(HexFormat.of().parseHex(hex))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.1:80", "a.b, a.b:80", "::1, [::1]:80"})
  void withPort_bracketsVersion6(String host, String text) {
    assertThat(Addresses.withPort(host, 80)).isEqualTo(text);
  }
}
