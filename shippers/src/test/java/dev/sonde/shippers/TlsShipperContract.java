package dev.sonde.shippers;

import dev.sonde.api.Secret;
import dev.sonde.api.Shipper;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.shippers.http.ProxyConfig;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.HttpShipperContract;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract over TLS, with a server that only its own certificate makes trusted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TlsShipperContract extends HttpShipperContract {
  private static final String TOKEN = "token-secret-2";

  private @Nullable SelfSigned certificate;

  /// A shipper over TLS.
  protected abstract Shipper shipper(HttpConfig config);

  @BeforeAll
  final void certify(@TempDir Path folder) throws Exception {
    certificate = new SelfSigned(folder);
  }

  @Override
  protected final FaultyPeer newPeer() throws IOException {
    try {
      return FaultyPeer.secure(certificate().context());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected final Shipper shipper(String url) {
    return shipper(config(url));
  }

  @Override
  protected final Shipper impatient(String url) {
    return shipper(TestHttp.impatient(config(url)));
  }

  private HttpConfig config(String url) {
    try {
      var credentials = new Credentials.Bearer(new Secret(TOKEN));
      return TestHttp.config(
          url, Map.of(), credentials, certificate().client(), new ProxyConfig.None());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected final Set<String> secrets() {
    return Set.of(TOKEN);
  }

  private SelfSigned certificate() {
    return Objects.requireNonNull(certificate);
  }
}
