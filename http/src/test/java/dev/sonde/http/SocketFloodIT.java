package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.websocket.WebSocketLimits;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SocketFloodIT {
  private static final int CONNECTIONS = 10_000;
  private static final int PLACES = 9_000;

  /// What an open web socket may take, its thread and its echoed message included.
  private static final long BYTES_EACH = 24 << 10;

  /// All connections are let in, and no refusal becomes a 429.
  private static final Limits LIMITS =
      Limits.DEFAULT
          .withConnections(CONNECTIONS + 100)
          .withFailuresPerSecond(CONNECTIONS)
          .withWebSockets(PLACES);

  /// Nobody is asked whether it is there, however long the flood takes to come in.
  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(
          WebSocketLimits.DEFAULT.withSilence(Duration.ofHours(1), Duration.ofHours(2)));

  @Test
  void tenThousandWebSockets_areServedAsFarAsThereArePlaces_andLeaveNothing() throws Exception {
    Handler echo = UpgradeTest.handler(UpgradeTest::echo, TERMS);
    long before = heap();
    try (Listener listener = Listener.open(Address.parse("127.0.0.1:0"), LIMITS, echo)) {
      int port = ((Address.Tcp) listener.address()).port();
      Process flood = FloodIT.flood(SocketFlood.class, port, CONNECTIONS);
      try (BufferedReader said = flood.inputReader()) {
        assertThat(said.readLine())
            .isEqualTo(PLACES + " open, " + (CONNECTIONS - PLACES) + " to come again");
        assertThat(said.readLine()).isEqualTo(PLACES + " echoes");
        assertThat(listener.counts().webSockets()).isEqualTo(PLACES);
        assertThat(listener.counts().upgraded()).isEqualTo(PLACES);
        assertThat(heap() - before).isLessThan(PLACES * BYTES_EACH);
        flood.getOutputStream().write('\n');
        flood.getOutputStream().flush();
        assertThat(said.readLine()).isEqualTo("gone");
        await(() -> listener.counts().webSockets() == 0);
        await(() -> listener.counts().open() == 0);
      } finally {
        flood.getOutputStream().close();
        flood.destroy();
        flood.waitFor();
      }
      Process few = FloodIT.flood(SocketFlood.class, port, 10);
      try (BufferedReader said = few.inputReader()) {
        assertThat(said.readLine()).isEqualTo("10 open, 0 to come again");
        assertThat(said.readLine()).isEqualTo("10 echoes");
      } finally {
        few.getOutputStream().close();
        few.destroy();
        few.waitFor();
      }
    }
  }

  private static void await(BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
