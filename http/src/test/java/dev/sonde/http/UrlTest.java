package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlTest {
  @Test
  void tcp_hasPortHostAndTarget() {
    check("http://a", new Address.Tcp("a", 80), "a", "/");
    check("HTTP://a:8080/b?c=d", new Address.Tcp("a", 8080), "a:8080", "/b?c=d");
    check("http://a?b", new Address.Tcp("a", 80), "a", "/?b");
    check("HTTPS://a", new Address.Tcp("a", 443), "a", "/");
    check("https://[::1]:8/x", new Address.Tcp("::1", 8), "[::1]:8", "/x");
    check("http://[::1]", new Address.Tcp("::1", 80), "[::1]", "/");
    check("http://[::1]:9/x", new Address.Tcp("::1", 9), "[::1]:9", "/x");
  }

  @Test
  void unix_hasPathAndTarget() {
    check(
        "http://unix:/run/a.sock:/b", new Address.Unix(Path.of("/run/a.sock")), "localhost", "/b");
    check("http://unix:/run/a.sock", new Address.Unix(Path.of("/run/a.sock")), "localhost", "/");
  }

  @Test
  void others_areRefusedWithWhatIsAllowed() {
    refused("https://unix:/run/a.sock:/", "the host or the port");
    refused("a:80/b", "begin with http://");
    refused("ftp://a", "begin with http://");
    refused("http://", "host is missing");
    refused("http://:80", "host is missing");
    refused("http://a:0", "host is missing");
    refused("http://a:99999", "host or the port");
    refused("http://a b/", "host or the port");
    refused("http://u:p@a/", "keys of their own");
    refused("http://a/b#c", "%XX");
    refused("http://a/b c", "%XX");
    refused("http://a/\r\nX: y", "%XX");
    refused("http://a/ü", "%XX");
  }

  @Test
  void addressWithoutAScheme_isToldWhatToWrite() {
    refused("localhost:3000/metrics", "; write http://localhost:3000/metrics; allowed");
    refused("localhost:3000", "; write http://localhost:3000; allowed");
    for (String other : List.of("ftp://a", "u:p@a:80/", "hunter2", "a:99/b?token=x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Url.parse(other))
          .withMessageNotContaining("; write ");
    }
  }

  private static void check(String text, Address address, String host, String target) {
    Url url = Url.parse(text);
    assertThat(url)
        .isEqualTo(new Url(text.regionMatches(true, 0, "https:", 0, 6), address, host, target));
    assertThat(Url.parse(url.toString())).isEqualTo(url);
  }

  private static void refused(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Url.parse(text))
        .withMessageContaining(why)
        .withMessageContaining("allowed are");
  }
}
