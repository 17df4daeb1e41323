package dev.sonde.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Authorities, keys and certificates, made by the program openssl in a folder. Keys can be read by
/// their owner alone.
final class Pki {
  private static final long PATIENCE_SECONDS = 180;
  private static final List<String> RSA = List.of("RSA", "-pkeyopt", "rsa_keygen_bits:2048");
  private static final List<String> EC = List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-256");
  private static final int DAYS = 30;

  private final Path folder;
  private final Path openssl;
  private final Path settings;

  Pki(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    openssl = Peers.program("openssl");
    settings = folder.resolve("openssl.cnf");
    Files.writeString(settings, "[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = x\n");
  }

  /// A certificate, or several after each other, and the key of the first.
  record Pair(Path certificate, Path key) {}

  /// An authority with a key of its own; its certificate is `NAME.pem`.
  Pair authority(String name) throws IOException, InterruptedException {
    var key = key(EC, name);
    return signed(name, key, List.of("-signkey", key.toString()), "CA:TRUE", "", DAYS);
  }

  /// An authority that another one vouches for.
  Pair authority(String name, Pair by) throws IOException, InterruptedException {
    return signed(name, key(EC, name), signer(by), "CA:TRUE", "", DAYS);
  }

  /// A certificate with an RSA key in PKCS#8, for these names: `DNS:a.test,IP:127.0.0.1`.
  Pair rsa(String name, Pair by, String names) throws IOException, InterruptedException {
    return signed(name, key(RSA, name), signer(by), "CA:FALSE", names, DAYS);
  }

  /// The same with a key on the curve P-256.
  Pair ec(String name, Pair by, String names) throws IOException, InterruptedException {
    return signed(name, key(EC, name), signer(by), "CA:FALSE", names, DAYS);
  }

  /// One that ended yesterday.
  Pair expired(String name, Pair by, String names) throws IOException, InterruptedException {
    return signed(name, key(EC, name), signer(by), "CA:FALSE", names, -1);
  }

  /// One that vouches for itself.
  Pair alone(String name, String names) throws IOException, InterruptedException {
    var key = key(EC, name);
    return signed(name, key, List.of("-signkey", key.toString()), "CA:FALSE", names, DAYS);
  }

  /// The same certificate with its key in the older form of its kind: PKCS#1 or SEC 1.
  Pair traditional(Pair of) throws IOException, InterruptedException {
    var key = beside(of, "-traditional.key");
    run("pkey", "-in", of.key().toString(), "-traditional", "-out", key.toString());
    return new Pair(of.certificate(), key);
  }

  /// The same certificate with its key encrypted in PKCS#8.
  Pair encrypted(Pair of, String passphrase) throws IOException, InterruptedException {
    var key = beside(of, "-encrypted.key");
    run(
        List.of("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:" + passphrase),
        List.of("-in", of.key().toString(), "-out", key.toString()));
    return new Pair(of.certificate(), key);
  }

  /// The same with the chain up to, but without, the root.
  Pair chain(Pair of, Pair... above) throws IOException {
    var all = new StringBuilder(Files.readString(of.certificate()));
    for (var each : above) {
      all.append(Files.readString(each.certificate()));
    }
    return new Pair(Files.writeString(beside(of, "-chain.pem"), all), of.key());
  }

  private static Path beside(Pair of, String suffix) {
    var name = of.certificate().getFileName().toString().replace(".pem", suffix);
    return of.certificate().resolveSibling(name);
  }

  private static List<String> signer(Pair by) {
    return List.of(
        "-CA", by.certificate().toString(), "-CAkey", by.key().toString(), "-CAcreateserial");
  }

  private Path key(List<String> algorithm, String name) throws IOException, InterruptedException {
    var key = folder.resolve(name + ".key");
    var words = new ArrayList<>(List.of("genpkey", "-algorithm"));
    words.addAll(algorithm);
    run(words, List.of("-out", key.toString()));
    return key;
  }

  private Pair signed(
      String name, Path key, List<String> signer, String basic, String names, int days)
      throws IOException, InterruptedException {
    var request = folder.resolve(name + ".csr");
    run(
        List.of("req", "-config", settings.toString(), "-new", "-subj", "/CN=" + name),
        List.of("-key", key.toString(), "-out", request.toString()));
    var extensions = folder.resolve(name + ".ext");
    var alternatives = names.isEmpty() ? "" : "subjectAltName = " + names + "\n";
    Files.writeString(extensions, "basicConstraints = critical," + basic + "\n" + alternatives);
    var certificate = folder.resolve(name + ".pem");
    var words =
        new ArrayList<>(List.of("x509", "-req", "-sha256", "-days", Integer.toString(days)));
    words.addAll(List.of("-in", request.toString(), "-extfile", extensions.toString()));
    words.addAll(List.of("-out", certificate.toString()));
    run(words, signer);
    return new Pair(certificate, key);
  }

  private void run(String... words) throws IOException, InterruptedException {
    run(List.of(words), List.of());
  }

  private void run(List<String> words, List<String> more) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(openssl.toString()));
    command.addAll(words);
    command.addAll(more);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + ": " + said);
    }
    hideKeys();
  }

  private void hideKeys() throws IOException {
    try (var keys = Files.newDirectoryStream(folder, "*.key")) {
      for (var each : keys) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }
}
