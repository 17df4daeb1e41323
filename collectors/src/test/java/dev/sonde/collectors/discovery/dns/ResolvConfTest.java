package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
  @Test
  void parse_nothing_asksThisMachine() {
    ResolvConf conf = ResolvConf.parse("");
    assertThat(conf).isEqualTo(conf("127.0.0.1", List.of(), 1, 5, 2));
  }

  @Test
  void parse_everything_isHeeded() {
    String text =
        """
        # made by hand
        ; really
        nameserver 192.0.2.53
        domain old.example.com
        search a.example.com\tb.example.com
          options ndots:5 timeout:1 attempts:3 rotate edns0
        """;
    List<String> search = List.of("a.example.com", "b.example.com");
    assertThat(ResolvConf.parse(text)).isEqualTo(conf("192.0.2.53", search, 5, 1, 3));
  }

  @Test
  void parse_laterDomain_replacesSearch() {
    assertThat(ResolvConf.parse("search a b\ndomain c d").search()).containsExactly("c");
  }

  @Test
  void parse_servers_areThreeAtMost() {
    String text =
        "nameserver ::1\nnameserver nonsense\nnameserver\n" + "nameserver 192.0.2.1\n".repeat(5);
    assertThat(ResolvConf.parse(text).servers())
        .hasSize(3)
        .startsWith(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("192.0.2.1"));
  }

  @Test
  void parse_options_staySensible() {
    assertThat(ResolvConf.parse("options ndots:99 timeout:0 attempts:1000"))
        .isEqualTo(conf("127.0.0.1", List.of(), 15, 1, 5));
    assertThat(ResolvConf.parse("options ndots: timeout:x attempts:-99999999999 : ::"))
        .isEqualTo(conf("127.0.0.1", List.of(), 1, 5, 2));
  }

  @Test
  void parse_noise_isPassedBy() {
    var random = new Random(5);
    String signs = "nameserver search options ndots: 127.0.0.1 \n\t#;:";
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        int from = random.nextInt(signs.length());
        text.append(signs, from, Math.min(signs.length(), from + random.nextInt(12)));
      }
      assertThat(ResolvConf.parse(text.toString()).servers()).isNotEmpty();
    }
  }

  @Test
  void candidates_goByDots() {
    ResolvConf conf = ResolvConf.parse("search x.com y.com.\noptions ndots:2");
    assertThat(conf.candidates("a")).containsExactly("a.x.com", "a.y.com.", "a.");
    assertThat(conf.candidates("a.b")).containsExactly("a.b.x.com", "a.b.y.com.", "a.b.");
    assertThat(conf.candidates("a.b.c")).containsExactly("a.b.c.", "a.b.c.x.com", "a.b.c.y.com.");
    assertThat(conf.candidates("a.")).containsExactly("a.");
    assertThat(ResolvConf.parse("search .").candidates("a")).containsExactly("a.");
  }

  private static ResolvConf conf(
      String server, List<String> search, int dots, int seconds, int attempts) {
    return new ResolvConf(
        List.of(InetAddress.ofLiteral(server)),
        search,
        dots,
        Duration.ofSeconds(seconds),
        attempts);
  }
}
