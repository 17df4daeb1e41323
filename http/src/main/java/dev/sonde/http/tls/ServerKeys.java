package dev.sonde.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the one certificate there is, whatever name a client asks for.
final class ServerKeys extends X509ExtendedKeyManager {
  private static final String ONLY = "listener";

  private final Identity identity;

  ServerKeys(Identity identity) {
    this.identity = identity;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal @Nullable [] issuers, SSLEngine engine) {
    return identity.key().getAlgorithm().equals(kind) ? ONLY : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity.key();
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal[] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String kind, Principal[] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
    return null;
  }
}
