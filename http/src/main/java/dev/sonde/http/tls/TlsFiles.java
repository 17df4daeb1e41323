package dev.sonde.http.tls;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one configuration.
///
/// @param trust whom to trust; empty for Java's own certificates
/// @param trustIsOwn is `trust` the file that the configuration names?
record TlsFiles(
    Optional<Path> certificate, Optional<Path> key, Optional<Path> trust, boolean trustIsOwn) {

  /// As they are now: which file the system trusts may change.
  static TlsFiles of(TlsConfig config, SystemTrust system) {
    return new TlsFiles(
        config.certFile().map(Path::of),
        config.keyFile().map(Path::of),
        config.caFile().map(Path::of).or(system::file),
        config.caFile().isPresent());
  }

  List<Stamp> stamps() {
    return Stream.of(certificate, key, trust).flatMap(Optional::stream).map(Stamp::of).toList();
  }

  Content read() throws TlsUnusable {
    return new Content(read(Use.CLIENT, certificate), read(Use.CLIENT, key), read(Use.CA, trust));
  }

  private static byte[] read(Use use, Optional<Path> path) throws TlsUnusable {
    if (path.isEmpty()) {
      return new byte[0];
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
    private final byte[] trust;

    Content(byte[] certificate, byte[] key, byte[] trust) {
      this.certificate = certificate;
      this.key = key;
      this.trust = trust;
    }

    byte[] certificate() {
      return certificate;
    }

    byte[] key() {
      return key;
    }

    byte[] trust() {
      return trust;
    }

    byte[] digest() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] each : List.of(certificate, key, trust)) {
          digest.update((byte) each.length);
          digest.update(each);
        }
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
