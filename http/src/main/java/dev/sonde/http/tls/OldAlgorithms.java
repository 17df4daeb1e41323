package dev.sonde.http.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What Java has switched off and a configuration asks for by name: TLS 1.0, TLS 1.1, suites
/// without forward secrecy.
///
/// # Implementation notes
///
/// Java reads `jdk.tls.disabledAlgorithms` once, when its first TLS class loads, and for the whole
/// process. So this has to come before the first context, and every other client names its versions
/// and suites one by one. [SwitchedOff] finds out when it came too late.
final class OldAlgorithms {
  private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

  private OldAlgorithms() {}

  /// In Java's words: `TLSv1`, `TLSv1.1`, `TLS_RSA_*`.
  static Set<String> named(TlsConfig config) {
    var named = new LinkedHashSet<String>();
    for (TlsVersion each : CipherSuites.versions(config)) {
      if (each.isOld()) {
        named.add(each.protocol());
      }
    }
    if (config.cipherSuites().stream().anyMatch(CipherSuites::isStaticRsa)) {
      named.add("TLS_RSA_*");
    }
    return named;
  }

  /// Takes them off the list of what is switched off; for one thread at a time.
  static void allow(Set<String> named) {
    String disabled = Security.getProperty(PROPERTY);
    if (disabled != null) {
      Security.setProperty(
          PROPERTY,
          Arrays.stream(disabled.split(","))
              .map(String::strip)
              .filter(each -> !named.contains(each))
              .collect(Collectors.joining(", ")));
    }
  }
}
