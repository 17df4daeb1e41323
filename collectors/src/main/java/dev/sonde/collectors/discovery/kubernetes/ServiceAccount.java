package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Credential;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.access.ProxyAccess;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a pod is given to ask the cluster it runs in.
///
/// @param folder where token, CA certificate and namespace lie
/// @param url of the API server, as the environment says; empty outside of a cluster
record ServiceAccount(Path folder, Optional<String> url) {
  private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int LONGEST = 1 << 10;

  static ServiceAccount ofThisPod(Map<String, String> environment) {
    return in(FOLDER, environment);
  }

  static ServiceAccount in(Path folder, Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    if (host.isEmpty() || port.isEmpty()) {
      return new ServiceAccount(folder, Optional.empty());
    }
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return new ServiceAccount(
        folder, Optional.of("https://" + name + ":" + port).filter(ServiceAccount::isUrl));
  }

  private static boolean isUrl(String text) {
    try {
      return Url.parse(text).secure();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The token is read again when its file changes.
  HttpAccess access() {
    TlsConfig usual = TlsConfig.DEFAULT;
    var tls =
        new TlsConfig(
            usual.certFile(),
            usual.keyFile(),
            usual.keyPassphrase(),
            Optional.of(folder.resolve("ca.crt").toString()),
            usual.serverName(),
            usual.minVersion(),
            usual.maxVersion(),
            usual.cipherSuites(),
            usual.sessionTickets(),
            usual.insecureSkipVerify());
    var token = new Credential.InFile(folder.resolve("token"));
    return new HttpAccess(
        tls, new Authentication.Token("Bearer", token), List.of(), new ProxyAccess.Direct(), false);
  }

  /// The namespace this pod runs in. Reads a file; an empty one is not written yet.
  String namespace() throws IOException {
    Path file = folder.resolve("namespace");
    try (var in = Files.newInputStream(file)) {
      String name = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
      if (name.isEmpty()) { // which would be all namespaces
        throw new IOException(file + " is empty");
      }
      return name;
    }
  }
}
