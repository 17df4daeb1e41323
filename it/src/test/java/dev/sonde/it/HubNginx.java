package dev.sonde.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// nginx before two hubs, configured as `docs/hub.md` says, but for names, ports and TLS.
final class HubNginx implements AutoCloseable {
  private static final Pattern FENCE = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

  private final int port = Ports.free();
  private final Peer process;

  /// @param hubs the ports of two
  HubNginx(Path folder, List<Integer> hubs) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(hubs));
    process =
        Peer.start(
            folder.resolve("output"),
            List.of(
                Peers.program("nginx").toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString()));
    process.await(URI.create("http://127.0.0.1:" + port + "/nginx"), "ready"::equals);
  }

  int port() {
    return port;
  }

  private String configuration(List<Integer> hubs) throws IOException {
    Matcher fence = FENCE.matcher(Files.readString(Path.of("../docs/hub.md")));
    if (!fence.find()) {
      throw new IOException("docs/hub.md has no configuration of nginx");
    }
    String documented =
        fence
            .group(1)
            .replace("hub-1:9100", "127.0.0.1:" + hubs.get(0))
            .replace("hub-2:9100", "127.0.0.1:" + hubs.get(1))
            .replace(
                "listen 443 ssl;",
                "listen 127.0.0.1:" + port + "; location = /nginx { return 200 ready; }")
            .replaceAll("  ssl_.*\n", "");
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
    %s}
    """
        .formatted(documented);
  }

  @Override
  public void close() {
    process.close();
  }
}
