package dev.sonde.http.tls;

import dev.sonde.api.Time;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A CA, a server and a client of it, and files of them, for one test.
final class Desk {
  private final Path folder;
  private final Issued ca = Issued.named("Test CA").authority().selfSigned();
  private final TlsContexts contexts;

  Desk(Path folder) {
    this(folder, Time.SYSTEM);
  }

  Desk(Path folder, Time time) {
    this.folder = folder;
    Issued other = Issued.named("Other CA").authority().selfSigned();
    Path bundle = write("system.pem", other.certificatePem());
    this.contexts =
        new TlsContexts(
            new SystemTrust(Optional.empty(), false, List.of(bundle)), time, new DirectCalls());
  }

  Issued ca() {
    return ca;
  }

  TlsContexts contexts() {
    return contexts;
  }

  Issued server() {
    return Issued.named("server").host("localhost").address("127.0.0.1").by(ca);
  }

  Issued client() {
    return Issued.named("agent").by(ca);
  }

  Tls tls(Draft draft) {
    return contexts.client(draft.made());
  }

  Draft trusting() {
    return Draft.DEFAULT.trusting(write("ca.pem", ca.certificatePem()));
  }

  /// Files with a certificate and its key.
  Draft showing(Issued issued) {
    Path certificate = write("client.pem", issued.certificatePem());
    return trusting().identity(certificate, write("client.key", issued.keyPem()), Optional.empty());
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
