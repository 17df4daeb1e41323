package dev.sonde.http.tls;

import dev.sonde.api.Settings;
import java.util.List;
import java.util.Optional;

/// Reads a section `tls`.
final class TlsSettings {
  private final Settings in;
  private final boolean inline;

  /// @param inline may certificates and keys stand in the configuration itself?
  TlsSettings(Settings in, boolean inline) {
    this.in = in;
    this.inline = inline;
  }

  Optional<TlsConfig> read() {
    Optional<Boolean> enabled =
        in.flag(
            "enabled",
            "`false`: the other keys of this section are not used. An `https://` address uses TLS in"
                + " any case.");
    TlsConfig written = written();
    if (!enabled.orElse(!written.equals(TlsConfig.DEFAULT))) {
      return Optional.empty();
    }
    checkTwice(written);
    checkKey(written);
    checkName(written);
    checkVersions(written);
    return Optional.of(written);
  }

  private TlsConfig written() {
    return new TlsConfig(
        filled("cert_file", "Sonde's own certificate, and those between it and its CA (PEM)."),
        filled("key_file", "The key of cert_file (PEM: PKCS#8, PKCS#1 or EC, plain or encrypted)."),
        in.secret("key_passphrase", "Opens key_file when it is encrypted; best as `${file:…}`.")
            .filter(secret -> !secret.reveal().isEmpty()),
        filled("ca_file", "Whom to trust (PEM), instead of those whom the system trusts."),
        filled(
            "server_name",
            "The name to ask for and to find in the server's certificate, instead of the host in the"
                + " URL."),
        in.parsed("min_version", "TLS1.2", TlsVersion::parse, "The oldest version to speak."),
        in.parsed("max_version", "TLS1.3", TlsVersion::parse, "The newest version to speak."),
        in.parsedList(
            "cipher_suites",
            List.of(),
            CipherSuites::parse,
            "Suites for TLS 1.2 and below; those of TLS 1.3 are always on."),
        in.flag("session_tickets", true, "May a new connection resume the session of an old one?"),
        in.flag(
            "insecure_skip_verify",
            false,
            "Trust whoever answers, under whatever name. Anyone on the way can then read and change"
                + " what is sent."),
        inline ? inline() : TlsConfig.Inline.NONE);
  }

  private TlsConfig.Inline inline() {
    return new TlsConfig.Inline(
        filled("cert", "What would stand in cert_file, written here."),
        in.secret("key", "What would stand in key_file, written here.")
            .filter(secret -> !secret.reveal().isBlank()),
        filled("ca", "What would stand in ca_file, written here."));
  }

  private Optional<String> filled(String key, String help) {
    return in.text(key, help).map(String::strip).filter(text -> !text.isEmpty());
  }

  private void checkTwice(TlsConfig written) {
    checkOne("cert", written.inline().cert().isPresent() && written.certFile().isPresent());
    checkOne("key", written.inline().key().isPresent() && written.keyFile().isPresent());
    checkOne("ca", written.inline().ca().isPresent() && written.caFile().isPresent());
  }

  private void checkOne(String key, boolean both) {
    if (both) {
      in.problem(key, "stands beside " + key + "_file; keep one of them");
    }
  }

  private void checkKey(TlsConfig written) {
    boolean inlineCert = written.inline().cert().isPresent();
    boolean cert = inlineCert || written.certFile().isPresent();
    boolean inlineKey = written.inline().key().isPresent();
    boolean key = inlineKey || written.keyFile().isPresent();
    if (cert && !key) {
      in.problem(inlineCert ? "cert" : "cert_file", "needs its key; set key_file too");
    }
    if (key && !cert) {
      in.problem(inlineKey ? "key" : "key_file", "needs its certificate; set cert_file too");
    }
    if (written.keyPassphrase().isPresent() && !key) {
      in.problem("key_passphrase", "has no key to open; set key_file, or remove it");
    }
  }

  private void checkName(TlsConfig written) {
    if (written.serverName().isPresent() && !Peer.isHost(written.serverName().get())) {
      in.problem(
          "server_name",
          "is not a host's name; write the name alone, such as prometheus.example, without port and"
              + " path");
    }
  }

  private void checkVersions(TlsConfig written) {
    if (written.minVersion().compareTo(written.maxVersion()) > 0) {
      in.problem(
          "min_version",
          "is above max_version ("
              + written.maxVersion().shown()
              + "); no version is between the two");
    } else if (CipherSuites.versions(written).isEmpty()) {
      in.problem(
          "cipher_suites",
          "names no suite for "
              + written.maxVersion().shown()
              + " and below; add one, or raise max_version");
    }
  }
}
