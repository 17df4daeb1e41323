package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Node's `ws` and Socket.IO's own client write into a hub over web sockets, with a key and
/// without.
@Timeout(300)
final class PushedSocketsIT {
  @TempDir private Path folder;

  @Test
  void clientOfWebSockets_isAnsweredMessageByMessage() throws Exception {
    Node.need("ws@8.23.0");
    Launch launch = hub("key");
    String key = key();
    try (var hub = launch.start()) {
      assertThat(said("hub.js", "ws://127.0.0.1:" + hub.port() + "/ws/metrics", "wrong"))
          .containsExactly("error Unexpected server response: 401");
      List<String> said = said("hub.js", "ws://127.0.0.1:" + hub.port() + "/ws/metrics", key);
      assertThat(said)
          .containsExactly(
              "{\"code\":200,\"success\":true,\"accepted\":1,\"kept_out\":0,\"refused\":0}",
              "{\"code\":200,\"success\":true,\"accepted\":2,\"kept_out\":0,\"refused\":0}",
              "code 400",
              "close 1000");
      stored(hub, "orders{agent=\"shop\",origin=\"till\"}", 3);
      stored(hub, "orders{agent=\"shop\",origin=\"web\"}", 5);
    }
  }

  @Test
  void clientOfSocketIo_isGreetedAndThanked() throws Exception {
    Node.need("socket.io-client@4.8.4");
    try (var hub = hub("none").start()) {
      List<String> said = said("socketio.js", "http://127.0.0.1:" + hub.port());
      assertThat(said)
          .containsExactly(
              "response Connected to metrics endpoint",
              "success Metric data saved successfully to database",
              "acknowledged 1",
              "error Missing required metric data fields",
              "games Connected to game metrics endpoint",
              "games Data saved successfully to database",
              "over");
      stored(hub, "event{origin=\"application\"}", 1);
      stored(hub, "event{origin=\"application\"}", 2);
    }
  }

  @Test
  void programsThatSendStatsd_areHeard() throws Exception {
    Files.createDirectories(folder.resolve("hub"));
    int port = Ports.freeForDatagrams();
    try (var sonde =
            Launch.in(folder.resolve("hub"))
                .file(
                    """
                    collectors: {host: {enabled: false}}
                    generators: {statsd: {listen: "127.0.0.1:%d", interval: 200ms}}
                    """
                        .formatted(port))
                .start();
        var udp = new DatagramSocket()) {
      byte[] line = "orders:1|c|#shop:north\n".getBytes(StandardCharsets.UTF_8);
      var here = InetAddress.getLoopbackAddress();
      sonde.await(
          () -> {
            udp.send(new DatagramPacket(line, line.length, here, port));
            return sonde.page();
          },
          page -> page.samples().containsKey("orders_total{shop=\"north\"}"));
      double before = sonde.page().at("orders_total{shop=\"north\"}");
      try (var tcp = new Socket(here, port)) {
        tcp.getOutputStream().write("orders:1000|c|#shop:north\n".getBytes(StandardCharsets.UTF_8));
      }
      sonde.await(sonde::page, page -> page.at("orders_total{shop=\"north\"}") >= before + 1_000);
    }
  }

  private Launch hub(String auth) throws Exception {
    Files.createDirectories(folder.resolve("hub"));
    return Launch.in(folder.resolve("hub"))
        .file(
            """
            collectors: {host: {enabled: false}}
            receivers: {enabled: true, auth: %s}
            """
                .formatted(auth));
  }

  private String key() throws Exception {
    Launch.Finished made =
        Launch.in(folder.resolve("hub")).words("keys", "add", "shop", "--role", "ingest").finish();
    assertThat(made.code()).as(made.err()).isZero();
    return made.out().strip();
  }

  private static void stored(SondeProcess hub, String series, double value) throws Exception {
    hub.await(() -> ReceiversIT.stored(hub, series), all -> all.containsValue(value));
  }

  private static List<String> said(String script, String... arguments) throws Exception {
    Process node = Node.run(script, arguments);
    var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    node.waitFor();
    return said.lines().toList();
  }
}
