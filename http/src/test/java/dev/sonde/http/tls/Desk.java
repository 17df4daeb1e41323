package dev.sonde.http.tls;

import dev.sonde.api.Time;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/// A CA, a server and a client of it, and files of them, for one test.
final class Desk {
  private final Path folder;
  private final Issued ca = Issued.named("Test CA").authority().selfSigned();
  private final Issued systemCa = Issued.named("System CA").authority().selfSigned();
  private final RecordingLog log = new RecordingLog();
  private final TlsContexts contexts;
  private long written;

  Desk(Path folder) {
    this(folder, Time.SYSTEM);
  }

  Desk(Path folder, Time time) {
    this.folder = folder;
    Path bundle = write("system.pem", systemCa.certificatePem());
    this.contexts =
        new TlsContexts(
            new SystemTrust(Optional.empty(), false, List.of(bundle)),
            time,
            new DirectCalls(),
            log);
  }

  Issued ca() {
    return ca;
  }

  Issued systemCa() {
    return systemCa;
  }

  /// A server that lets in clients of the CA only.
  TlsPeer asking() throws Exception {
    return new TlsPeer(server(), List.of(ca.certificate()), _ -> {});
  }

  List<String> log() {
    return log.lines();
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

  /// Each file is younger than those before. Written twice within a tick of the kernel's clock it
  /// would look the same.
  Path write(String name, String content) {
    try {
      Path file = Files.writeString(folder.resolve(name), content);
      written++;
      return Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
