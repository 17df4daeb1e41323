package dev.sonde.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the one certificate there is to every server that asks, also to one that names other CAs:
/// its refusal then says more than "no certificate". Notes who asked.
final class ClientKeys extends X509ExtendedKeyManager {
  private static final String ONLY = "client";

  private final Optional<Identity> identity;
  private final Encounters encounters;

  ClientKeys(Optional<Identity> identity, Encounters encounters) {
    this.identity = identity;
    this.encounters = encounters;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, SSLEngine engine) {
    List<Principal> named = issuers == null ? List.of() : Arrays.asList(issuers);
    encounters.asked(Peer.of(engine), named);
    return identity.isPresent()
            && Arrays.asList(kinds).contains(identity.get().key().getAlgorithm())
        ? ONLY
        : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return identity.map(own -> own.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return identity.map(Identity::key).orElse(null);
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
