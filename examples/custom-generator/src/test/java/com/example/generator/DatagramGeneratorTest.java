package com.example.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.generator.DatagramGeneratorFactory.Config;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.testkit.GeneratorContract;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class DatagramGeneratorTest extends GeneratorContract<Config> {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final String LAST = "datagram_received_total{understood=\"no\"}";

  private final DatagramSocket sender = new DatagramSocket();
  private final int port = freePort();

  DatagramGeneratorTest() throws IOException {}

  @AfterEach
  void close() {
    sender.close();
  }

  @Override
  protected GeneratorFactory<Config> factory() {
    return new DatagramGeneratorFactory();
  }

  @Override
  protected Config config() {
    return new Config(port);
  }

  @Override
  protected void happen() throws IOException {
    send("door 21.5");
  }

  @Test
  void numbers_areRecordedByName_untilTheyEnd() throws Exception {
    listening();
    send("window 18\n");
    send("<script> 1");
    send("window");
    emitter().awaitEnd("datagram_value{name=\"window\"}");
    assertThat(emitter().live())
        .containsEntry("datagram_value{name=\"door\"}", 21.5)
        .containsEntry("datagram_received_total{understood=\"no\"}", 1.0)
        .doesNotContainKey("datagram_value{name=\"window\"}");
  }

  @Test
  void strangers_cannotMakeManySeries_norBreakIt() throws Exception {
    listening();
    sendAndWait("x".repeat(60_000));
    sendAndWait("");
    sendAndWait("door NaN");
    sendAndWait("door 1e999");
    for (int i = 0; i < 1_100; i++) {
      sendAndWait("name" + i + " 1");
    }
    send("door");
    emitter().awaitEnd("datagram_value{name=\"door\"}");
    assertThat(emitter().live().keySet())
        .filteredOn(each -> each.startsWith("datagram_value"))
        .hasSizeLessThan(1_000);
  }

  @Test
  void plugin_isFoundByItsName() {
    assertThat(ServiceLoader.load(GeneratorFactory.class))
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("datagram"));
  }

  private void listening() throws Exception {
    start();
    do {
      happen();
    } while (!emitter().await(1, MOMENT));
  }

  /// One at a time, to the last of what it makes: the system drops what a socket has no room for.
  private void sendAndWait(String text) throws Exception {
    int before = emitter().recorded().size();
    send(text);
    var all = emitter().await(before + 2);
    while (!all.getLast().series().equals(LAST)) {
      all = emitter().await(all.size() + 1);
    }
  }

  private void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sender.send(new DatagramPacket(bytes, bytes.length, HERE, port));
  }

  /// One that the system gives to nobody who does not ask for it, so that it stays free.
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (var probe = new DatagramSocket(port, HERE)) {
        return probe.getLocalPort();
      } catch (SocketException taken) {
        // another one
      }
    }
  }
}
