package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch.Finished;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sonde health`, which images are checked by.
final class HealthIT {
  @TempDir private Path folder;

  @Test
  void running_isAskedWhereItListens() throws Exception {
    try (var sonde = Launch.in(folder).start()) {
      var end = health("127.0.0.1:" + sonde.port());
      assertThat(end.code()).as(end.err()).isZero();
      assertThat(Json.of(end.out()).at("profile").text()).isEqualTo("agent");
      assertThat(health(":" + sonde.port()).code()).isZero();
      assertThat(health("0.0.0.0:" + sonde.port()).code()).isZero();
    }
  }

  @Test
  void collectorThatIsNamed_isListed_whetherThereIsSomethingToMeasureOrNot() throws Exception {
    try (var sonde = Launch.in(folder).set("collectors.gpu.enabled=true").start()) {
      Json gpu =
          sonde.await(() -> sonde.health().component("gpu"), each -> each.at("runs").number() > 0);
      assertThat(gpu.at("state").text()).isIn("idle", "ok");
    }
  }

  @Test
  void unixSocket_isAsked() throws Exception {
    var address = "unix:" + folder.resolve("s");
    try (var sonde = Launch.in(folder).set("server.listen=" + address).spawn()) {
      sonde.awaitLog("listening on");
      assertThat(health(address).out()).contains("\"status\"");
    }
  }

  @Test
  void nobodyThere_is1AndNamesTheAddress() throws Exception {
    int port = Ports.free();
    var end = health("127.0.0.1:" + port);
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("127.0.0.1:" + port).doesNotContain("Exception");
  }

  @Test
  void noListener_is1AndSaysSo() throws Exception {
    var end = health("[]");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("server.listen is empty");
  }

  @Test
  void wrongConfiguration_isNoHealth() throws Exception {
    assertThat(health("nonsense").code()).isEqualTo(78);
  }

  @Test
  void otherAnswerThan2xx_is1() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answering = Thread.ofVirtual().start(() -> answer(server));
      var end = health("127.0.0.1:" + server.getLocalPort());
      answering.join();
      assertThat(end.code()).isEqualTo(1);
      assertThat(end.err()).contains("answered 503");
      assertThat(end.out()).isEmpty();
    }
  }

  @Test
  void silence_is1() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var end = health("127.0.0.1:" + server.getLocalPort());
      assertThat(end.code()).isEqualTo(1);
      assertThat(end.err()).contains(String.valueOf(server.getLocalPort()));
    }
  }

  private static void answer(ServerSocket server) {
    try (var socket = server.accept()) {
      var text = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      while (socket.getInputStream().read() >= 0) {}
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private Finished health(String address) throws Exception {
    return Launch.in(folder).words("health").set("server.listen=" + address).finish();
  }
}
