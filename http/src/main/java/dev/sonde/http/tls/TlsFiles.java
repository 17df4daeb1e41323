package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import dev.sonde.http.tls.CertificateStatus.Use;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one configuration.
///
/// @param own what `certificate` is for
/// @param trust whom to trust; empty for Java's own certificates
/// @param trustIsOwn is `trust` the file that the configuration names?
/// @param inline those that are no files: their text stands in the configuration
record TlsFiles(
    Optional<Path> certificate,
    Optional<Path> key,
    Use own,
    Optional<Path> trust,
    boolean trustIsOwn,
    Map<Path, Secret> inline) {
  private static final Path CERTIFICATE = Path.of("cert");
  private static final Path KEY = Path.of("key");
  private static final Path CA = Path.of("ca");

  /// As they are now: which file the system trusts may change.
  static TlsFiles of(TlsConfig config, Use own, SystemTrust system) {
    return new TlsFiles(
        path(config.certFile(), CERTIFICATE, config.inline().cert().isPresent()),
        path(config.keyFile(), KEY, config.inline().key().isPresent()),
        own,
        path(config.caFile(), CA, config.inline().ca().isPresent()).or(system::file),
        config.caFile().isPresent() || config.inline().ca().isPresent(),
        inline(config.inline()));
  }

  private static Optional<Path> path(Optional<String> file, Path name, boolean inline) {
    return inline ? Optional.of(name) : file.map(Path::of);
  }

  private static Map<Path, Secret> inline(TlsConfig.Inline texts) {
    var inline = new HashMap<Path, Secret>();
    texts.cert().ifPresent(text -> inline.put(CERTIFICATE, new Secret(text)));
    texts.key().ifPresent(text -> inline.put(KEY, text));
    texts.ca().ifPresent(text -> inline.put(CA, new Secret(text)));
    return Map.copyOf(inline);
  }

  List<Stamp> stamps() {
    return Stream.of(certificate, key, trust)
        .flatMap(Optional::stream)
        .filter(path -> !inline.containsKey(path))
        .map(Stamp::of)
        .toList();
  }

  Content read() throws TlsUnusable {
    return new Content(
        read(own, certificate),
        read(own, key),
        key.filter(path -> !inline.containsKey(path)).filter(PemFile::isOpen).isPresent(),
        read(Use.CA, trust));
  }

  private byte[] read(Use use, Optional<Path> path) throws TlsUnusable {
    if (path.isEmpty()) {
      return new byte[0];
    }
    Secret written = inline.get(path.get());
    if (written != null) {
      return written.reveal().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return PemFile.read(path.get());
    } catch (Unusable e) {
      throw new TlsUnusable(use, path.get(), e);
    }
  }

  /// What is in them; empty for those that are not named.
  static final class Content {
    private final byte[] certificate;
    private final byte[] key;
    private final boolean keyIsOpen;
    private final byte[] trust;

    Content(byte[] certificate, byte[] key, boolean keyIsOpen, byte[] trust) {
      this.certificate = certificate;
      this.key = key;
      this.keyIsOpen = keyIsOpen;
      this.trust = trust;
    }

    byte[] certificate() {
      return certificate;
    }

    byte[] key() {
      return key;
    }

    /// May others than its owner read it?
    boolean keyIsOpen() {
      return keyIsOpen;
    }

    byte[] trust() {
      return trust;
    }

    byte[] digest() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] each : List.of(certificate, key, trust)) {
          digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, each.length));
          digest.update(each);
        }
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
