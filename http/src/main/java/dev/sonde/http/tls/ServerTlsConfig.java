package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.util.List;
import java.util.Optional;

/// How a listener speaks TLS. Paths are as written.
///
/// @param certFile what it shows, and the certificates between that and its CA (PEM)
/// @param keyFile the key for it (PEM: PKCS#1, PKCS#8 or EC, plain or encrypted)
/// @param keyPassphrase for an encrypted key
/// @param clientCaFile whose clients' certificates are good; empty only with [ClientAuth#NONE]
/// @param minVersion not below TLS 1.2
/// @param cipherSuites for TLS 1.2; empty for the usual ones. Those of TLS 1.3 are on whenever that
///   version is allowed
public record ServerTlsConfig(
    String certFile,
    String keyFile,
    Optional<Secret> keyPassphrase,
    Optional<String> clientCaFile,
    ClientAuth clientAuth,
    TlsVersion minVersion,
    TlsVersion maxVersion,
    List<String> cipherSuites) {
  /// @throws IllegalArgumentException when clients are asked for certificates that nobody can
  ///   judge, or an old version is allowed
  public ServerTlsConfig {
    cipherSuites = List.copyOf(cipherSuites);
    if (clientCaFile.isEmpty() != (clientAuth == ClientAuth.NONE)) {
      throw new IllegalArgumentException("a client's certificate needs a CA, and a CA an asker");
    }
    if (minVersion.isOld() || maxVersion.isOld()) {
      throw new IllegalArgumentException("a listener speaks no TLS older than 1.2");
    }
  }

  /// TLS 1.2 or 1.3 with the usual suites, and clients without certificates.
  public static ServerTlsConfig of(String certFile, String keyFile) {
    return new ServerTlsConfig(
        certFile,
        keyFile,
        Optional.empty(),
        Optional.empty(),
        ClientAuth.NONE,
        TlsVersion.TLS_1_2,
        TlsVersion.TLS_1_3,
        List.of());
  }

  /// The same for clients of a CA.
  public ServerTlsConfig asking(ClientAuth how, String caFile) {
    return new ServerTlsConfig(
        certFile,
        keyFile,
        keyPassphrase,
        Optional.of(caFile),
        how,
        minVersion,
        maxVersion,
        cipherSuites);
  }

  /// Reads a section `tls` of a listener. Empty when it is absent, empty, or says `enabled: false`.
  public static Optional<ServerTlsConfig> read(Settings in) {
    return new ServerTlsSettings(in).read();
  }

  /// What its files and versions would be, were it a client's.
  TlsConfig likeClient() {
    return new TlsConfig(
        Optional.of(certFile),
        Optional.of(keyFile),
        keyPassphrase,
        clientCaFile,
        Optional.empty(),
        minVersion,
        maxVersion,
        cipherSuites,
        true,
        false);
  }
}
