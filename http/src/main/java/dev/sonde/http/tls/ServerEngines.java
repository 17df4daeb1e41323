package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Makes a listener's engines of one state of a configuration's files.
///
/// # Implementation notes
///
/// A handshake that resumes a session checks no certificate, and one that merely requests a
/// certificate lets every certificate pass, so that its owner hears why from the door. What a
/// client has shown is therefore checked after each handshake, whatever came before.
final class ServerEngines implements Engines {
  private static final int SESSION_SECONDS = 3600;

  private final ClientAuth clientAuth;
  private final @Nullable CheckedTrust clients;
  private final SSLContext context;
  private final String[] versions;
  private final String[] suites;

  ServerEngines(ServerTlsConfig config, Material material, Time time)
      throws GeneralSecurityException {
    this.clientAuth = config.clientAuth();
    this.clients = clientAuth == ClientAuth.NONE ? null : CheckedTrust.of(material, time);
    this.context = SSLContext.getInstance("TLS");
    context.init(keys(material), trust(), null);
    context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
    TlsConfig like = config.likeClient();
    this.versions =
        CipherSuites.versions(like).stream().map(TlsVersion::protocol).toArray(String[]::new);
    this.suites = CipherSuites.offered(like, context.getDefaultSSLParameters().getCipherSuites());
  }

  @Override
  public List<String> switchedOff() {
    return List.of();
  }

  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(versions);
    parameters.setCipherSuites(suites);
    switch (clientAuth) {
      case NONE -> {}
      case REQUEST -> parameters.setWantClientAuth(true);
      case REQUIRE -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// What a client has shown; empty when it has shown nothing that is good now.
  Optional<X509Certificate> client(SSLSession session) throws CertificateException {
    CheckedTrust trust = clients;
    X509Certificate[] chain = chain(session);
    if (trust == null || chain.length == 0) {
      return Optional.empty();
    }
    trust.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
    return Optional.of(chain[0]);
  }

  private static X509Certificate[] chain(SSLSession session) {
    try {
      return List.of(session.getPeerCertificates()).toArray(X509Certificate[]::new);
    } catch (SSLPeerUnverifiedException _) {
      return new X509Certificate[0];
    }
  }

  private static KeyManager[] keys(Material material) {
    return new KeyManager[] {new ServerKeys(material.identity().orElseThrow())};
  }

  /// An empty list: Java would read its own.
  private TrustManager[] trust() {
    CheckedTrust trust = clients;
    if (trust == null) {
      return new TrustManager[0];
    }
    return new TrustManager[] {
      clientAuth == ClientAuth.REQUEST ? new AnyClient(trust.getAcceptedIssuers()) : trust
    };
  }
}
