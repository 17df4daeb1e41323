package dev.sonde.stores.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority and a certificate that it made, by the JDK's own tool.
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;

  /// @param folder an empty one
  Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    tool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
    tool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost");
    tool("-certreq", "-alias", "server", "-file", file("request"));
    tool(
        "-gencert",
        "-alias",
        "ca",
        "-infile",
        file("request"),
        "-outfile",
        file("server.pem"),
        "-ext",
        "san=dns:localhost",
        "-rfc");
    tool("-exportcert", "-alias", "ca", "-file", file("ca.pem"), "-rfc");
  }

  /// Whom to trust, a file.
  String authority() {
    return file("ca.pem");
  }

  String certificate() throws IOException {
    return Files.readString(Path.of(file("server.pem")));
  }

  String key() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file("store.p12")))) {
      store.load(in, PASSWORD);
    }
    byte[] key = store.getKey("server", PASSWORD).getEncoded();
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN PRIVATE KEY-----\n"
        + lines.encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void tool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", file("store.p12"), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
