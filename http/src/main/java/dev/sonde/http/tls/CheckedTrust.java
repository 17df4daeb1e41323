package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The JDK's checks of chain and name, with words for what they find. A certificate that is itself
/// trusted has to be valid today too, which the JDK would let pass.
final class CheckedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager checks;
  private final Distrust.Reason reason;
  private final Time time;

  private CheckedTrust(X509ExtendedTrustManager checks, Distrust.Reason reason, Time time) {
    this.checks = checks;
    this.reason = reason;
    this.time = time;
  }

  static CheckedTrust of(Material material, Time time) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    if (material.trusted().isEmpty()) {
      factory.init((KeyStore) null);
    } else {
      factory.init(new CertPathTrustManagerParameters(parameters(material.trusted())));
    }
    return new CheckedTrust(found(factory), new Distrust.Reason(material.files(), time), time);
  }

  private static PKIXBuilderParameters parameters(List<X509Certificate> trusted)
      throws GeneralSecurityException {
    var anchors =
        trusted.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
    var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    return parameters;
  }

  private static X509ExtendedTrustManager found(TrustManagerFactory factory)
      throws GeneralSecurityException {
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this Java has no checks of certificates");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    try {
      checks.checkServerTrusted(chain, kind, engine);
      checkToday(chain[0]);
    } catch (CertificateException e) {
      throw new Distrust(reason.words(List.of(chain), Peer.of(engine), e), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checks.checkServerTrusted(chain, kind, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    checks.checkServerTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    checks.checkClientTrusted(chain, kind, engine);
    checkToday(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checks.checkClientTrusted(chain, kind, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    checks.checkClientTrusted(chain, kind);
    checkToday(chain[0]);
  }

  private void checkToday(X509Certificate certificate) throws CertificateException {
    certificate.checkValidity(Date.from(Instant.ofEpochMilli(time.wallMillis())));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return checks.getAcceptedIssuers();
  }
}
