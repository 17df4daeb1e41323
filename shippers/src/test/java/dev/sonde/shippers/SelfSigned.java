package dev.sonde.shippers;

import dev.sonde.http.tls.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server's certificate for 127.0.0.1, made by the JDK's own tool, and what trusts it.
public final class SelfSigned {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  /// Makes one in this folder.
  public SelfSigned(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=test",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store().toString(),
            "-storepass",
            PASSWORD);
    var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  /// What the server speaks with.
  public SSLContext context() throws IOException, GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// What the client speaks with.
  public TlsConfig client() throws IOException, GeneralSecurityException {
    Path file = folder.resolve("ca.pem");
    byte[] bytes = load().getCertificate("server").getEncoded();
    String body = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    TlsConfig usual = TlsConfig.DEFAULT;
    return new TlsConfig(
        usual.certFile(),
        usual.keyFile(),
        usual.keyPassphrase(),
        Optional.of(file.toString()),
        usual.serverName(),
        usual.minVersion(),
        usual.maxVersion(),
        usual.cipherSuites(),
        usual.sessionTickets(),
        usual.insecureSkipVerify());
  }

  private Path store() {
    return folder.resolve("server.p12");
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
