package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Makes a client's engines of one state of a configuration's files.
///
/// # Implementation notes
///
/// Sessions live in a context. Without `session_tickets` each connection gets a context of its own,
/// which knows no session to resume, in TLS 1.2 as in 1.3; keys and trust are shared, so that costs
/// microseconds. A resumed session is not checked again, so sessions live for an hour: whoever is
/// resumed has shown a good certificate within that time.
final class ClientEngines implements Engines {
  private static final int SESSION_SECONDS = 3600;

  private final TlsConfig config;
  private final KeyManager[] keys;
  private final TrustManager[] trust;
  private final SSLContext context;
  private final String[] versions;
  private final String[] suites;

  ClientEngines(TlsConfig config, Material material, Encounters encounters, Time time)
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
      parameters.setServerNames(names(peer));
    }
    if (!config.insecureSkipVerify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Where nothing is checked, a name that Java does not allow is left out.
  private List<SNIServerName> names(Peer peer) throws GeneralSecurityException {
    try {
      return List.of(new SNIHostName(peer.name()));
    } catch (IllegalArgumentException e) {
      if (config.insecureSkipVerify()) {
        return List.of();
      }
      throw new GeneralSecurityException(
          "Java's TLS can't check a certificate for this name (only letters, digits, - and . may be"
              + " in it); use another name, or set server_name",
          e);
    }
  }

  @Override
  public List<String> switchedOff() {
    return new SwitchedOff(context).of(config);
  }

  private SSLContext fresh() throws GeneralSecurityException {
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keys, trust, null);
    made.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
    return made;
  }

  private static X509ExtendedTrustManager trust(TlsConfig config, Material material, Time time)
      throws GeneralSecurityException {
    return config.insecureSkipVerify() ? new BlindTrust() : CheckedTrust.of(material, time);
  }
}
