package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that are plugins, in a folder of plugins, under the real program.
final class ExamplesIT {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
  private static final List<String> PLUGINS =
      List.of("custom-collector", "custom-shipper", "custom-generator");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;
  private Path backups;

  @BeforeEach
  void pluginsAndABackup() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    for (String each : PLUGINS) {
      Path jar = jar(each);
      Files.copy(jar, plugins.resolve(jar.getFileName()));
    }
    backups = Files.createDirectories(folder.resolve("backups"));
    Files.write(backups.resolve("today.tar"), new byte[2048]);
  }

  @Test
  void collectorShipperAndGenerator_work() throws Exception {
    int port = Ports.freeForDatagrams();
    try (var carbon = new ServerSocket(0, 50, HERE)) {
      var sent = CompletableFuture.supplyAsync(() -> until(carbon, ";name=door"));
      try (var sonde =
          Launch.in(folder)
              .file(configuration(port, carbon.getLocalPort()))
              .environment("SONDE_PLUGINS", folder.resolve("plugins").toString())
              .start()) {
        sonde.await(
            () -> {
              send(port);
              return sonde.ask("/metrics/prometheus").text();
            },
            page ->
                page.contains("datagram_value{name=\"door\"} 21.5\n")
                    && page.contains("backup_size_bytes{folder=\"" + backups + "\"} 2048\n"));
        assertThat(sent.get(3, TimeUnit.MINUTES)).startsWith("datagram_value;").contains(" 21.5 ");
        assertThat(sonde.ask("/health").text()).contains("\"kind\":\"generator\"");
      }
    }
  }

  private String configuration(int datagrams, int carbon) {
    return """
    store: {type: none}
    interval: 1s
    collectors: {backup: {enabled: true, folder: "%s"}, host: {enabled: false}}
    generators: {datagram: {port: %d}}
    shippers:
      - {type: graphite, host: 127.0.0.1, port: %d}
    """
        .formatted(backups, datagrams, carbon);
  }

  /// The line that holds this text, once it comes.
  private static String until(ServerSocket carbon, String text) {
    while (true) {
      try (Socket socket = carbon.accept()) {
        var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var found = all.lines().filter(line -> line.contains(text)).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException over) {
        return over.toString();
      }
    }
  }

  private static void send(int port) throws IOException {
    byte[] bytes = "door 21.5".getBytes(StandardCharsets.UTF_8);
    try (var sender = new DatagramSocket()) {
      sender.send(new DatagramPacket(bytes, bytes.length, HERE, port));
    }
  }

  private static Path jar(String example) throws IOException {
    Path target = EXAMPLES.resolve(example).resolve("target");
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(target, "sonde-example-" + example + "-*.jar")) {
      return found.iterator().next();
    }
  }
}
