package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.util.List;
import java.util.Optional;

/// Reads a section `tls` of a listener.
final class ServerTlsSettings {
  private record Written(
      Optional<String> cert,
      Optional<String> key,
      Optional<Secret> passphrase,
      Optional<String> clientCa,
      ClientAuth clientAuth,
      TlsVersion min,
      TlsVersion max,
      List<String> suites) {}

  private final Settings in;
  private boolean good = true;

  ServerTlsSettings(Settings in) {
    this.in = in;
  }

  Optional<ServerTlsConfig> read() {
    boolean enabled =
        in.flag(
                "enabled",
                "`false`: the other keys of this section are not used, and the pages are"
                    + " served without TLS.")
            .orElse(!in.keys().isEmpty());
    Written written = written();
    if (!enabled) {
      return Optional.empty();
    }
    checkFiles(written);
    checkClients(written);
    checkVersions(written);
    return good ? Optional.of(made(written)) : Optional.empty();
  }

  private Written written() {
    return new Written(
        filled("cert_file", "The certificate to show, and those between it and its CA (PEM)."),
        filled("key_file", "The key of cert_file (PEM: PKCS#8, PKCS#1 or EC, plain or encrypted)."),
        in.secret("key_passphrase", "Opens key_file when it is encrypted; best as `${file:…}`.")
            .filter(secret -> !secret.reveal().isEmpty()),
        filled("client_ca_file", "The CAs (PEM) of whose clients a certificate is taken."),
        in.choice(
            "client_auth",
            ClientAuth.NONE,
            "Ask clients for a certificate? `request` leaves those without one to the doors,"
                + " `require` ends the handshake with them."),
        in.parsed("min_version", "TLS1.2", this::version, "The oldest version to speak."),
        in.parsed("max_version", "TLS1.3", this::version, "The newest version to speak."),
        in.parsedList(
            "cipher_suites",
            List.of(),
            this::suite,
            "Suites for TLS 1.2; those of TLS 1.3 are always on."));
  }

  private TlsVersion version(String text) {
    TlsVersion version = TlsVersion.parse(text);
    if (version.isOld()) {
      throw new IllegalArgumentException("is not served; write TLS1.2 or TLS1.3");
    }
    return version;
  }

  private String suite(String text) {
    String name = CipherSuites.parse(text);
    if (CipherSuites.isStaticRsa(name)) {
      throw new IllegalArgumentException("is not served, as it has no forward secrecy");
    }
    return name;
  }

  private Optional<String> filled(String key, String help) {
    return in.text(key, help).map(String::strip).filter(text -> !text.isEmpty());
  }

  private void checkFiles(Written written) {
    if (written.cert().isEmpty()) {
      problem("cert_file", "is needed: the certificate to show");
    }
    if (written.key().isEmpty()) {
      problem("key_file", "is needed: the key of the certificate to show");
    }
  }

  private void checkClients(Written written) {
    if (written.clientAuth() != ClientAuth.NONE && written.clientCa().isEmpty()) {
      problem("client_auth", "needs client_ca_file, which says whose certificates are good");
    }
    if (written.clientAuth() == ClientAuth.NONE && written.clientCa().isPresent()) {
      problem(
          "client_ca_file",
          "does nothing while client_auth is none; write client_auth: request, so that doors with"
              + " auth: mtls open to a certificate, or client_auth: require, so that nobody comes"
              + " in without");
    }
  }

  private void checkVersions(Written written) {
    if (written.min().compareTo(written.max()) > 0) {
      problem(
          "min_version",
          "is above max_version (" + written.max().shown() + "); no version is between the two");
    } else if (good && CipherSuites.versions(made(written).likeClient()).isEmpty()) {
      problem("cipher_suites", "names no suite for TLS1.2; add one, or raise max_version");
    }
  }

  private void problem(String key, String message) {
    good = false;
    in.problem(key, message);
  }

  private static ServerTlsConfig made(Written written) {
    return new ServerTlsConfig(
        written.cert().orElseThrow(),
        written.key().orElseThrow(),
        written.passphrase(),
        written.clientCa(),
        written.clientAuth(),
        written.min(),
        written.max(),
        written.suites());
  }
}
