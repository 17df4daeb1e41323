package dev.sonde.shippers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  @Test
  void plainHttpToATlsPort_isAdvised() {
    check(400, "<title>400 The plain HTTP request was sent to HTTPS port</title>", "https://");
    check(400, "Client sent an HTTP request to an HTTPS server.\n", "https://");
    check(400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.", "https://");
  }

  @Test
  void certificateThatIsWantedOrRefused_isAdvised() {
    check(400, "<title>400 No required SSL certificate was sent</title>", "set cert_file");
    check(400, "<title>400 The SSL certificate error</title>", "does not accept Sonde's");
  }

  @Test
  void everythingElse_isAboutTheBatch() {
    assertThat(advice(400, "out of order sample")).isEmpty();
    assertThat(advice(422, "The SSL certificate error")).isEmpty();
  }

  private static void check(int status, String said, String advice) {
    assertThat(advice(status, said)).hasValueSatisfying(it -> assertThat(it).contains(advice));
  }

  private static Optional<String> advice(int status, String said) {
    byte[] body = said.getBytes(StandardCharsets.UTF_8);
    return Doorkeeper.advice(new Reply(status, List.of(), body, true));
  }
}
