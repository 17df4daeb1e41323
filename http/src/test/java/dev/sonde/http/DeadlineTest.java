package dev.sonde.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A peer for whom a second passes with every byte; the sweep runs each time, as it does in a
/// listener.
class DeadlineTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long now;
  private int read;

  @Test
  void slowHead_isCutAtTheHeadDeadline() throws IOException {
    String response = serve("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n");
    assertThat(Served.statuses(response)).isEqualTo("408");
    assertThat(read).isEqualTo(10);
  }

  @Test
  void slowBody_isCutAtTheBodyDeadline() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";
    String response = serve(head + Served.text(100), head.length());
    assertThat(Served.statuses(response)).isEqualTo("408");
    assertThat(read - head.length()).isEqualTo(29);
  }

  @Test
  void idleConnection_isClosedWithoutAWord() throws IOException {
    MemoryWire wire = MemoryWire.sending("");
    var connection = new Connection(service(), wire);
    connection.sweep(59 * SECOND);
    assertThat(wire.closed()).isFalse();
    connection.sweep(60 * SECOND);
    assertThat(wire.closed()).isTrue();
    assertThat(wire.text()).isEmpty();
  }

  @Test
  void handler_mayTakeItsTime() {
    MemoryWire wire = MemoryWire.sending("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    var swept = new Connection[1];
    Handler slow =
        _ -> {
          now += 3600 * SECOND;
          swept[0].sweep(now);
          return Response.text(200, "late");
        };
    swept[0] = new Connection(Served.service(Served.LIMITS, slow, () -> now), wire);
    swept[0].run();
    assertThat(wire.text()).endsWith("late");
  }

  @Test
  void slowReader_isCutAtTheWriteDeadline() {
    var swept = new Connection[1];
    MemoryWire wire = MemoryWire.sending("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    Handler handler =
        _ ->
            Response.streamed(
                200,
                "a/b",
                out -> {
                  now += 29 * SECOND;
                  swept[0].sweep(now);
                  assertThat(wire.closed()).isFalse();
                  now += SECOND;
                  swept[0].sweep(now);
                  assertThat(wire.closed()).isTrue();
                });
    swept[0] = new Connection(Served.service(Served.LIMITS, handler, () -> now), wire);
    swept[0].run();
    assertThat(now).isEqualTo(30 * SECOND);
  }

  private String serve(String request) {
    return serve(request, 1);
  }

  /// @param fast how many bytes come at once, before a second passes with each
  private String serve(String request, int fast) {
    var in = new SlowInput(request.getBytes(StandardCharsets.US_ASCII), fast);
    var wire = new MemoryWire(in, Optional.empty());
    in.wire = wire;
    in.connection = new Connection(service(), wire);
    in.connection.run();
    return wire.text();
  }

  private Service service() {
    return Served.service(Served.LIMITS, Served::echo, () -> now);
  }

  private final class SlowInput extends InputStream {
    private final byte[] bytes;
    private final int fast;
    private @Nullable MemoryWire wire;
    private @Nullable Connection connection;

    private SlowInput(byte[] bytes, int fast) {
      this.bytes = bytes;
      this.fast = fast;
    }

    @Override
    public int read() throws IOException {
      if (read >= fast) {
        now += SECOND;
        requireNonNull(connection).sweep(now);
      }
      return requireNonNull(wire).inputShut() || read == bytes.length ? -1 : bytes[read++];
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      int b = read();
      if (b >= 0) {
        out[offset] = (byte) b;
      }
      return b < 0 ? -1 : 1;
    }
  }
}
