package dev.sonde.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// nginx, which ends TLS as its servers say and passes every request on to one receiver. Servers
/// are added first, then it is started; each has a port of the loopback interface.
final class Nginx implements AutoCloseable {
  private static final String FORMAT =
      "$request_uri $status $ssl_protocol $ssl_cipher $ssl_session_reused "
          + "server:$ssl_server_name verify:$ssl_client_verify serial:$ssl_client_serial "
          + "connection:$connection";

  private final Path folder;
  private final String receiver;
  private final List<String> servers = new ArrayList<>();
  private @Nullable Peer process;

  /// @param receiver where requests go: `http://host:port`
  Nginx(Path folder, String receiver) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.receiver = receiver;
  }

  /// What became of a request.
  ///
  /// @param protocol `TLSv1.2`
  /// @param cipher as OpenSSL calls it
  /// @param reused was its session an earlier one?
  /// @param serverName what the client asked for, or `-`
  /// @param clientSerial of the client's certificate, or `-`
  record Request(
      String path,
      int status,
      String protocol,
      String cipher,
      boolean reused,
      String serverName,
      String clientVerify,
      String clientSerial,
      String connection) {
    private static Request of(String line) {
      var words = line.split(" ");
      return new Request(
          words[0],
          Integer.parseInt(words[1]),
          words[2],
          words[3],
          words[4].equals("r"),
          after(words[5]),
          after(words[6]),
          after(words[7]),
          after(words[8]));
    }

    private static String after(String word) {
      return word.substring(word.indexOf(':') + 1);
    }
  }

  /// A port for one or more servers.
  int port() throws IOException {
    return Ports.free();
  }

  /// A server with a certificate at a port; `lines` are directives without the semicolon.
  Nginx server(int port, Pki.Pair identity, List<String> lines) {
    var server = new StringBuilder("  server {\n    listen 127.0.0.1:" + port + " ssl;\n");
    server.append("    ssl_certificate ").append(identity.certificate()).append(";\n");
    server.append("    ssl_certificate_key ").append(identity.key()).append(";\n");
    lines.forEach(line -> server.append("    ").append(line).append(";\n"));
    servers.add(server.append("    location / { proxy_pass " + receiver + "; }\n  }\n").toString());
    return this;
  }

  void start() throws IOException, InterruptedException {
    int status = port();
    var configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(status));
    var started =
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
    process = started;
    started.await(URI.create("http://127.0.0.1:" + status + "/"), "ready"::equals);
  }

  private String configuration(int status) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log error.log info;
    events { worker_connections 4096; }
    http {
      log_format sonde '%s';
      access_log access.log sonde;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      client_max_body_size 64m;
      server {
        listen 127.0.0.1:%d;
        access_log off;
        return 200 ready;
      }
    %s}
    """
        .formatted(FORMAT, status, String.join("", servers));
  }

  /// Reads its configuration and certificates anew.
  void reload() throws IOException, InterruptedException {
    Objects.requireNonNull(process).signal("HUP");
  }

  /// All requests of one path so far.
  List<Request> requests(String path) {
    try {
      String text = Files.readString(folder.resolve("access.log"));
      // The last line may be only half there.
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .filter(line -> line.startsWith(path + " "))
          .map(Request::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
