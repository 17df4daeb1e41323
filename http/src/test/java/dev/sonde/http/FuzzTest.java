package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Valid requests with random damage, through the whole connection. Whatever comes: it ends, the
/// connection closes, every response is whole, and nothing but the handler's or a refusal's status
/// is sent.
class FuzzTest {
  private static final int CASES = 2000;
  private static final List<String> SEEDS =
      List.of(
          "GET /a?b=c%20d&e HTTP/1.1\r\nHost: localhost:9100\r\nAccept-Encoding: gzip\r\n\r\n",
          "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
          "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nT: 1\r\n\r\n",
          "PUT http://b/%e2%82%ac/../x HTTP/1.1\r\nHost: b\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
          "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  private static final String HOSTILE = "\0\r\n\t :;,%+-0aF\u007f\u0080\u00ff{}()<>@/\\\"";

  @RepeatedTest(5)
  void damagedRequests_areAnsweredOrClosed(RepetitionInfo repetition) {
    var random = new Random(20_261_120L + repetition.getCurrentRepetition());
    Service service = Served.service(Served.LIMITS.withBody(1000), Served::echo);
    for (int i = 0; i < CASES; i++) {
      check(service, damaged(random));
    }
    ListenerCounts counts = service.counters().snapshot(0);
    assertThat(counts.succeeded()).isPositive();
    assertThat(counts.badRequests()).isPositive();
    assertThat(counts.broken()).isZero();
  }

  private static void check(Service service, byte[] request) {
    MemoryWire wire = MemoryWire.sending(request);
    new Connection(service, wire).run();
    String shown = new String(request, StandardCharsets.ISO_8859_1);
    assertThat(wire.closed()).as(shown).isTrue();
    assertThat(Served.statuses(wire.text()).split(" ", -1))
        .as(shown)
        .isSubsetOf("", "100", "200", "400", "413", "414", "417", "431", "505");
  }

  @RepeatedTest(2)
  void answers_doNotDependOnHowTheBytesArrive(RepetitionInfo repetition) {
    var random = new Random(20_261_121L + repetition.getCurrentRepetition());
    Service service = Served.service(Served.LIMITS.withBody(1000), Served::echo);
    for (int i = 0; i < CASES; i++) {
      byte[] request = damaged(random);
      MemoryWire whole = MemoryWire.sending(request);
      MemoryWire drop =
          new MemoryWire(new Dripping(new ByteArrayInputStream(request)), Optional.empty());
      new Connection(service, whole).run();
      new Connection(service, drop).run();
      assertThat(drop.text())
          .as(new String(request, StandardCharsets.ISO_8859_1))
          .isEqualTo(whole.text());
    }
  }

  private static final class Dripping extends FilterInputStream {
    private Dripping(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(1, length));
    }
  }

  private static byte[] damaged(Random random) {
    var out = new ByteArrayOutputStream();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      byte[] seed = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.ISO_8859_1);
      byte[] bytes = seed;
      for (int j = random.nextInt(5); j > 0; j--) {
        bytes = damage(random, bytes);
      }
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] damage(Random random, byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(Math.min(20, bytes.length - at));
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> out.write(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
      case 1 -> out.write(random.nextInt(256));
      case 2 -> at = to;
      case 3 -> out.write(bytes, at, to - at);
      case 4 -> at = bytes.length;
      default -> {
        out.write(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
        at++;
      }
    }
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }
}
