package dev.sonde.collectors.container.engine;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.http.tls.TlsConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Which engine Docker's own command would talk to: `DOCKER_HOST` with `DOCKER_TLS_VERIFY`,
/// `DOCKER_TLS` and `DOCKER_CERT_PATH`, else the context that `DOCKER_CONTEXT` or `config.json`
/// names.
final class DockerSettings {
  private final Map<String, String> environment;
  private final Path root;

  DockerSettings(Map<String, String> environment, Path root) {
    this.environment = environment;
    this.root = root;
  }

  /// An address as it is written, and how it is spoken to.
  record Named(String where, Optional<TlsConfig> tls) {}

  Optional<Named> endpoint() {
    String host = text("DOCKER_HOST");
    return host.isEmpty() ? context() : Optional.of(new Named(host, tls()));
  }

  private Optional<TlsConfig> tls() {
    boolean verify = !text("DOCKER_TLS_VERIFY").isEmpty();
    if (!verify && text("DOCKER_TLS").isEmpty()) {
      return Optional.empty();
    }
    String certificates = text("DOCKER_CERT_PATH");
    return Optional.of(
        certificates(certificates.isEmpty() ? folder() : Path.of(certificates), !verify));
  }

  private Optional<Named> context() {
    String name = text("DOCKER_CONTEXT");
    if (name.isEmpty()) {
      name =
          SettingsFile.json(folder().resolve("config.json"))
              .map(all -> all.at("currentContext").text())
              .orElse("");
    }
    if (name.isEmpty() || name.equals("default")) {
      return Optional.empty();
    }
    String hash = hash(name);
    Path told = folder().resolve("contexts/meta").resolve(hash).resolve("meta.json");
    return SettingsFile.json(told).flatMap(all -> named(all.at("Endpoints", "docker"), hash));
  }

  private Optional<Named> named(Tree docker, String hash) {
    String host = docker.at("Host").text();
    Path secrets = folder().resolve("contexts/tls").resolve(hash).resolve("docker");
    Optional<TlsConfig> tls =
        Files.isDirectory(secrets)
            ? Optional.of(certificates(secrets, docker.at("SkipTLSVerify").isTrue()))
            : Optional.empty();
    return host.isEmpty() ? Optional.empty() : Optional.of(new Named(host, tls));
  }

  private static TlsConfig certificates(Path folder, boolean blind) {
    TlsConfig plain = TlsConfig.DEFAULT;
    return new TlsConfig(
        file(folder, "cert.pem"),
        file(folder, "key.pem"),
        plain.keyPassphrase(),
        file(folder, "ca.pem"),
        plain.serverName(),
        plain.minVersion(),
        plain.maxVersion(),
        plain.cipherSuites(),
        plain.sessionTickets(),
        blind);
  }

  private static Optional<String> file(Path folder, String name) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Optional.of(file.toString()) : Optional.empty();
  }

  private Path folder() {
    String own = text("DOCKER_CONFIG");
    String home = text("HOME");
    return own.isEmpty()
        ? (home.isEmpty() ? root.resolve("root") : Path.of(home)).resolve(".docker")
        : Path.of(own);
  }

  private String text(String name) {
    return environment.getOrDefault(name, "");
  }

  private static String hash(String name) {
    try {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
