package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a client speaks TLS. Paths are as written; files are read when the first connection is made.
///
/// @param certFile the client's own certificate, and those between it and its CA (PEM)
/// @param keyFile the key for it (PEM: PKCS#1, PKCS#8 or EC, plain or encrypted)
/// @param keyPassphrase for an encrypted key
/// @param caFile whom to trust; empty for the system's
/// @param serverName for SNI and for the check of the server's certificate; empty for the URL's
///   host
/// @param cipherSuites for TLS 1.2 and below; empty for the usual ones. Those of TLS 1.3 are on
///   whenever that version is allowed
/// @param sessionTickets may sessions be resumed?
/// @param insecureSkipVerify trust whoever answers, under whatever name
/// @param inline what is written in the configuration in place of files
public record TlsConfig(
    Optional<String> certFile,
    Optional<String> keyFile,
    Optional<Secret> keyPassphrase,
    Optional<String> caFile,
    Optional<String> serverName,
    TlsVersion minVersion,
    TlsVersion maxVersion,
    List<String> cipherSuites,
    boolean sessionTickets,
    boolean insecureSkipVerify,
    Inline inline) {
  /// PEM that is written in the configuration itself.
  public record Inline(Optional<String> cert, Optional<Secret> key, Optional<String> ca) {
    /// Nothing of the kind.
    public static final Inline NONE =
        new Inline(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// TLS 1.2 or 1.3, the system's trust, no certificate of its own.
  public static final TlsConfig DEFAULT =
      new TlsConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TlsVersion.TLS_1_2,
          TlsVersion.TLS_1_3,
          List.of(),
          true,
          false);

  /// The same with trust in whoever answers.
  static final TlsConfig BLIND =
      new TlsConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TlsVersion.TLS_1_2,
          TlsVersion.TLS_1_3,
          List.of(),
          true,
          true);

  /// Trusts a file's certificates, and nobody else's.
  public static TlsConfig trusting(String caFile) {
    return new TlsConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(caFile),
        Optional.empty(),
        TlsVersion.TLS_1_2,
        TlsVersion.TLS_1_3,
        List.of(),
        true,
        false);
  }

  /// The suites that a configuration may name.
  public static List<String> knownCipherSuites() {
    return CipherSuites.KNOWN;
  }

  public TlsConfig {
    cipherSuites = List.copyOf(cipherSuites);
  }

  /// One with files alone.
  public TlsConfig(
      Optional<String> certFile,
      Optional<String> keyFile,
      Optional<Secret> keyPassphrase,
      Optional<String> caFile,
      Optional<String> serverName,
      TlsVersion minVersion,
      TlsVersion maxVersion,
      List<String> cipherSuites,
      boolean sessionTickets,
      boolean insecureSkipVerify) {
    this(
        certFile,
        keyFile,
        keyPassphrase,
        caFile,
        serverName,
        minVersion,
        maxVersion,
        cipherSuites,
        sessionTickets,
        insecureSkipVerify,
        Inline.NONE);
  }

  /// The same, with relative paths that begin at a directory.
  public TlsConfig under(Path directory) {
    return new TlsConfig(
        certFile.map(each -> directory.resolve(each).toString()),
        keyFile.map(each -> directory.resolve(each).toString()),
        keyPassphrase,
        caFile.map(each -> directory.resolve(each).toString()),
        serverName,
        minVersion,
        maxVersion,
        cipherSuites,
        sessionTickets,
        insecureSkipVerify,
        inline);
  }

  /// The same with a certificate of its own to show.
  ///
  /// @param cert and those between it and its CA (PEM)
  /// @param key for it (PEM)
  public TlsConfig showing(String cert, String key) {
    return new TlsConfig(
        Optional.of(cert),
        Optional.of(key),
        keyPassphrase,
        caFile,
        serverName,
        minVersion,
        maxVersion,
        cipherSuites,
        sessionTickets,
        insecureSkipVerify,
        inline);
  }

  /// Reads a section `tls`, also one that is absent. Empty when it asks for nothing: it is absent,
  /// has no keys, or says `enabled: false`; [#DEFAULT] is meant then.
  public static Optional<TlsConfig> read(Settings in) {
    return new TlsSettings(in, false).read();
  }

  /// The same, where `ca`, `cert` and `key` may stand in place of the files' names.
  public static Optional<TlsConfig> readWithInline(Settings in) {
    return new TlsSettings(in, true).read();
  }
}
