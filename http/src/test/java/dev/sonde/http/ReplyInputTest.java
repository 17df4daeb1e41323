package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyInputTest {
  private static final ClientLimits LIMITS =
      ClientLimits.of(Duration.ofSeconds(1), Duration.ofSeconds(1), 100);

  @Test
  void answerThatMayNotHaveABodyButSaysItHas_endsTheConnection() throws IOException {
    assertThat(read("HTTP/1.1 204 No Content\r\n\r\n").reusable()).isTrue();
    assertThat(read("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n").reusable()).isTrue();
    assertThat(read("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n").reusable()).isFalse();
    assertThat(read("HTTP/1.1 204 None\r\nTransfer-Encoding: chunked\r\n\r\n").reusable())
        .isFalse();
    assertThat(read("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").reusable()).isTrue();
  }

  private static ReplyInput read(String answer) throws IOException {
    var bytes = new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII));
    var input = new ReplyInput(LIMITS, bytes);
    input.readHead();
    return input;
  }
}
