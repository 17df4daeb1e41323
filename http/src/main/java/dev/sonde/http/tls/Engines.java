package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Makes engines of one state of a configuration's files.
///
/// # Implementation notes
///
/// Sessions live in a context. Without `session_tickets` each connection gets a context of its own,
/// which knows no session to resume, in TLS 1.2 as in 1.3; keys and trust are shared, so that costs
/// microseconds.
final class Engines {
  private final TlsConfig config;
  private final KeyManager[] keys;
  private final TrustManager[] trust;
  private final SSLContext context;
  private final String[] versions;
  private final String[] suites;

  Engines(TlsConfig config, Material material, Encounters encounters, Time time)
      throws GeneralSecurityException {
    this.config = config;
    this.keys = new KeyManager[] {new ClientKeys(material.identity(), encounters)};
    this.trust = new TrustManager[] {trust(config, material, time)};
    this.context = fresh();
    this.versions =
        CipherSuites.versions(config).stream().map(TlsVersion::protocol).toArray(String[]::new);
    this.suites = CipherSuites.offered(config, context.getDefaultSSLParameters().getCipherSuites());
  }

  SSLEngine engine(Peer peer) throws GeneralSecurityException {
    SSLContext sessions = config.sessionTickets() ? context : fresh();
    SSLEngine engine = sessions.createSSLEngine(peer.name(), peer.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(versions);
    parameters.setCipherSuites(suites);
    if (!peer.isAddress()) {
      parameters.setServerNames(
          List.of(new SNIHostName(peer.name().getBytes(StandardCharsets.UTF_8))));
    }
    if (!config.insecureSkipVerify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Named by the configuration, and refused by Java.
  List<String> switchedOff() {
    return new SwitchedOff(context).of(config);
  }

  private SSLContext fresh() throws GeneralSecurityException {
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keys, trust, null);
    return made;
  }

  private static X509ExtendedTrustManager trust(TlsConfig config, Material material, Time time)
      throws GeneralSecurityException {
    return config.insecureSkipVerify() ? new BlindTrust() : CheckedTrust.of(material, time);
  }
}
