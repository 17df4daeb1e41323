package dev.sonde.http.tls;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the files of a configuration hold.
///
/// @param keyIsOpen may others than its owner read the key?
/// @param trusted empty for Java's own
record Material(
    TlsFiles files, Optional<Identity> identity, boolean keyIsOpen, List<X509Certificate> trusted) {
  /// More would flood a page; those that end first are shown.
  private static final int MOST_SHOWN = 32;

  static Material of(TlsConfig config, TlsFiles files, TlsFiles.Content content)
      throws TlsUnusable {
    return new Material(
        files, identity(config, files, content), content.keyIsOpen(), trusted(files, content));
  }

  /// The certificates that the configuration itself names.
  List<CertificateStatus> statuses() {
    var statuses = new ArrayList<CertificateStatus>();
    identity.ifPresent(
        own -> statuses.addAll(statuses(files.own(), files.certificate().get(), own.chain())));
    if (files.trustIsOwn()) {
      statuses.addAll(statuses(Use.CA, files.trust().get(), trusted));
    }
    return statuses;
  }

  private static List<CertificateStatus> statuses(
      Use use, Path where, List<X509Certificate> certificates) {
    return certificates.stream()
        .map(each -> Shown.status(use, where.toString(), each))
        .sorted(Comparator.comparing(CertificateStatus::expires))
        .limit(MOST_SHOWN)
        .toList();
  }

  private static Optional<Identity> identity(
      TlsConfig config, TlsFiles files, TlsFiles.Content content) throws TlsUnusable {
    if (files.certificate().isEmpty() || files.key().isEmpty()) {
      return Optional.empty();
    }
    Path file = files.certificate().get();
    Path keyFile = files.key().get();
    List<X509Certificate> chain;
    PrivateKey key;
    try {
      chain = Certificates.read(content.certificate());
    } catch (Unusable e) {
      throw new TlsUnusable(files.own(), file, e);
    }
    try {
      key = PrivateKeys.read(content.key(), config.keyPassphrase());
    } catch (Unusable e) {
      throw new TlsUnusable(files.own(), keyFile, e);
    }
    return Optional.of(fitting(new Identity(chain, key), files));
  }

  private static Identity fitting(Identity identity, TlsFiles files) throws TlsUnusable {
    Path file = files.certificate().orElseThrow();
    Path keyFile = files.key().orElseThrow();
    int place = identity.place();
    if (place < 0) {
      throw new TlsUnusable(
          files.own(),
          keyFile,
          new Unusable("does not belong to the certificate in " + file + "; check both"));
    }
    if (place > 0) {
      throw new TlsUnusable(
          files.own(),
          file,
          new Unusable("its certificate number " + (place + 1) + " is the key's; put it first"));
    }
    return identity;
  }

  private static List<X509Certificate> trusted(TlsFiles files, TlsFiles.Content content)
      throws TlsUnusable {
    if (files.trust().isEmpty()) {
      return List.of();
    }
    try {
      return files.trustIsOwn()
          ? Certificates.read(content.trust())
          : Certificates.readable(content.trust());
    } catch (Unusable e) {
      throw new TlsUnusable(Use.CA, files.trust().get(), e);
    }
  }
}
