package dev.sonde.http.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every client's certificate pass the handshake: it is judged when that is over.
final class AnyClient extends X509ExtendedTrustManager {
  private final X509Certificate[] issuers;

  /// @param issuers the CAs that clients are told of
  AnyClient(X509Certificate[] issuers) {
    this.issuers = issuers;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
    throw new UnsupportedOperationException("only clients are met");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
    throw new UnsupportedOperationException("only clients are met");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) {
    throw new UnsupportedOperationException("only clients are met");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.clone();
  }
}
