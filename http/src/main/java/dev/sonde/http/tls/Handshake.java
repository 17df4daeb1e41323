package dev.sonde.http.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One that went well.
record Handshake(Peer peer, SSLSession session) {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.tls");

  /// A session that is resumed has the values of the one before.
  private static final String USED = "dev.sonde.used";

  void note(Encounters encounters) {
    List<X509Certificate> chain = chain();
    if (!chain.isEmpty()) {
      encounters.shown(peer, chain);
    }
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "TLS to {}: {}, {}, {}; {}",
          peer,
          session.getProtocol(),
          session.getCipherSuite(),
          isResumed() ? "session resumed" : "new session",
          chain.stream().map(Handshake::shown).collect(Collectors.joining(" < ")));
    }
    session.putValue(USED, true);
  }

  boolean isResumed() {
    return session.getValue(USED) != null;
  }

  private List<X509Certificate> chain() {
    var chain = new ArrayList<X509Certificate>();
    try {
      for (Certificate each : session.getPeerCertificates()) {
        if (each instanceof X509Certificate certificate) {
          chain.add(certificate);
        }
      }
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
    return chain;
  }

  private static String shown(X509Certificate certificate) {
    return Shown.subject(certificate) + " until " + certificate.getNotAfter().toInstant();
  }
}
