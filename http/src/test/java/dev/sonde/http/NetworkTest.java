package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @Test
  void address_withTheSameBits_isInIt() {
    check("10.1.0.0/16", "10.1.255.3", true);
    check("10.1.0.0/16", "10.2.0.0", false);
    check("10.1.128.0/17", "10.1.127.255", false);
    check("192.0.2.7", "192.0.2.7", true);
    check("192.0.2.7", "192.0.2.8", false);
    check("0.0.0.0/0", "203.0.113.9", true);
    check("0.0.0.0/0", "::1", false);
    check("fd00::/8", "fd12::1", true);
    check("fd00::/8", "fe00::1", false);
    check("::/0", "::1", true);
  }

  @Test
  void ipv4_writtenAsIpv6_isIpv4() {
    check("192.0.2.0/24", "::ffff:192.0.2.9", true);
  }

  @Test
  void text_isAsItWasWritten() {
    assertThat(Network.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Network.parse("192.0.2.7")).hasToString("192.0.2.7/32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "fd00::/129",
        "example.com",
        "example.com/8",
        "10.0.0.0/9999999999",
        ":",
        "::1%eth0\0",
        "10.0.0.0 /8"
      })
  void text_thatIsNoNetwork_isRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void check(String network, String address, boolean in) {
    assertThat(Network.parse(network).has(InetAddress.ofLiteral(address)))
        .as("%s in %s", address, network)
        .isEqualTo(in);
  }
}
