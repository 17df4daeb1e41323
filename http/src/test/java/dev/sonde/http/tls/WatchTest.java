package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import dev.sonde.http.tls.CertificateStatus.Use;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that change, half and wholly, while they are in use.
class WatchTest {
  @TempDir Path folder;
  private final ManualTime time = new ManualTime(Instant.now().toString());
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder, time);
  }

  @Test
  void files_missingAreNamedUntilTheyAreThere() throws Exception {
    Tls tls = desk.tls(Draft.DEFAULT.trusting(folder.resolve("late.pem")));
    String words = folder.resolve("late.pem") + ": there is no such file";
    assertThat(tls.generation()).isZero();
    assertThat(tls.problem()).contains(new TlsProblem(Use.CA, words));
    assertThatThrownBy(() -> tls.connection("a.example", 443))
        .isInstanceOf(IOException.class)
        .hasMessage(words);
    desk.write("late.pem", desk.ca().certificatePem());
    assertThatThrownBy(() -> tls.connection("a.example", 443)).hasMessage(words);
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.connection("a.example", 443).generation()).isEqualTo(1);
    assertThat(tls.problem()).isEmpty();
  }

  @Test
  void problem_saysWhichFileIsWrong() throws Exception {
    Issued own = desk.client();
    desk.showing(own);
    Path certificate = folder.resolve("client.pem");
    Path key = folder.resolve("client.key");
    check(
        desk.trusting().identity(key, certificate, Optional.empty()),
        Use.CLIENT,
        key + ": is a private key, not a certificate");
    check(
        desk.trusting().identity(certificate, certificate, Optional.empty()),
        Use.CLIENT,
        certificate + ": is a certificate, not a key");
    Path other = desk.write("other.key", desk.client().keyPem());
    check(
        desk.trusting().identity(certificate, other, Optional.empty()),
        Use.CLIENT,
        other + ": does not belong to the certificate in " + certificate + "; check both");
    Path order = desk.write("order.pem", desk.ca().certificatePem() + own.certificatePem());
    check(
        desk.trusting().identity(order, key, Optional.empty()),
        Use.CLIENT,
        order + ": its certificate number 2 is the key's; put it first");
    check(Draft.DEFAULT.trusting(key), Use.CA, key + ": is a private key, not a certificate");
    check(Draft.DEFAULT.trusting(folder), Use.CA, folder + ": is a folder");
    check(Draft.DEFAULT.trusting(Path.of("/dev/zero")), Use.CA, "/dev/zero: is not a regular file");
    Path large = desk.write("large.pem", "x".repeat((4 << 20) + 1));
    check(Draft.DEFAULT.trusting(large), Use.CA, large + ": is larger than 4 MiB");
  }

  @Test
  void change_isSeenAfterFiveSeconds() throws Exception {
    Tls tls = desk.tls(desk.showing(desk.client()));
    assertThat(tls.connection("a.example", 443).generation()).isEqualTo(1);
    renew("new");
    assertThat(tls.generation()).isEqualTo(1);
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.generation()).isEqualTo(2);
    assertThat(client(tls)).isEqualTo("CN=new");
    assertThat(desk.log()).anyMatch(line -> line.startsWith("INFO new TLS files are in use: "));
    try (var peer = desk.asking()) {
      TlsTalk.talk(tls, "localhost", peer.port());
      assertThat(peer.next().client()).isEqualTo("CN=new");
    }
  }

  @Test
  void files_touchedChangeNothing() throws Exception {
    Tls tls = desk.tls(desk.showing(desk.client()));
    tls.connection("a.example", 443);
    Files.setLastModifiedTime(
        folder.resolve("ca.pem"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.generation()).isEqualTo(1);
    assertThat(desk.log()).noneMatch(line -> line.contains("new TLS files"));
  }

  @Test
  void files_halfWrittenKeepTheOldInForce() throws Exception {
    Tls tls = desk.tls(desk.showing(desk.client()));
    tls.connection("a.example", 443);
    Issued next = Issued.named("next").by(desk.ca());
    desk.write("client.pem", next.certificatePem());
    for (int i = 0; i < 3; i++) {
      time.pass(Duration.ofSeconds(5));
      assertThat(tls.generation()).isEqualTo(1);
    }
    assertThat(client(tls)).isEqualTo("CN=agent");
    String why =
        folder.resolve("client.key")
            + ": does not belong to the certificate in "
            + folder.resolve("client.pem")
            + "; check both";
    assertThat(tls.problem()).contains(new TlsProblem(Use.CLIENT, why));
    assertThat(desk.log())
        .filteredOn(line -> line.contains("stays in use"))
        .containsExactly("WARN TLS: " + why + "; what was read before stays in use");
    desk.write("client.key", next.keyPem());
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.generation()).isEqualTo(2);
    assertThat(client(tls)).isEqualTo("CN=next");
  }

  @Test
  void folder_swappedByLinkIsSeen() throws Exception {
    Path first = mounted("..1", "first");
    Path link = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
    for (var name : List.of("client.pem", "client.key")) {
      Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
    }
    Draft draft =
        desk.trusting()
            .identity(folder.resolve("client.pem"), folder.resolve("client.key"), Optional.empty());
    Tls tls = desk.tls(draft);
    tls.connection("a.example", 443);
    assertThat(client(tls)).isEqualTo("CN=first");
    Path second = mounted("..2", "second");
    Path swap = Files.createSymbolicLink(folder.resolve("..tmp"), second.getFileName());
    Files.move(swap, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.generation()).isEqualTo(2);
    assertThat(client(tls)).isEqualTo("CN=second");
  }

  @Test
  void files_thatHangAreGivenUp() throws Exception {
    var direct = new DirectCalls();
    var hangs = new boolean[1];
    Blocking blocking =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            if (hangs[0]) {
              throw new TimeoutException(what + " gave no answer within 3000 ms");
            }
            return direct.call(what, limit, task);
          }
        };
    var system = new SystemTrust(Optional.empty(), false, List.of());
    var contexts = new TlsContexts(system, time, blocking, new RecordingLog());
    Tls tls = contexts.client(desk.trusting().made());
    hangs[0] = true;
    assertThatThrownBy(() -> tls.connection("a.example", 443))
        .hasMessage("the TLS files can't be read: TLS files gave no answer within 3000 ms");
    hangs[0] = false;
    time.pass(Duration.ofSeconds(5));
    tls.connection("a.example", 443);
    hangs[0] = true;
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.connection("a.example", 443).generation()).isEqualTo(1);
  }

  @Test
  void path_thatIsNoneIsSaid() {
    TlsConfig odd = TlsConfig.read(new MapSettings(Map.of("ca_file", "a\0b"))).orElseThrow();
    assertThatThrownBy(() -> desk.contexts().client(odd).connection("a.example", 443))
        .isInstanceOf(IOException.class)
        .hasMessage("the TLS files can't be read: Nul character not allowed: a?b");
  }

  @Test
  void key_readableByOthersIsWarnedAboutOnce() throws Exception {
    Draft draft = desk.showing(desk.client());
    Path key = folder.resolve("client.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    Tls tls = desk.tls(draft);
    tls.connection("a.example", 443);
    renew("new");
    time.pass(Duration.ofSeconds(5));
    tls.connection("a.example", 443);
    assertThat(desk.log())
        .filteredOn(line -> line.contains("chmod"))
        .containsExactly(
            "WARN TLS: others than its owner can read the key " + key + "; run: chmod 600 " + key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    desk.log().clear();
    desk.tls(draft).connection("a.example", 443);
    assertThat(desk.log()).isEmpty();
  }

  @Test
  void files_areTouchedOnlyWhereTheyMayHang() throws Exception {
    Draft draft = desk.showing(desk.client());
    Path key = folder.resolve("client.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    var direct = new DirectCalls();
    Blocking blocking =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            T result = direct.call(what, limit, task);
            Files.delete(key);
            return result;
          }
        };
    var log = new RecordingLog();
    var system = new SystemTrust(Optional.empty(), false, List.of());
    new TlsContexts(system, time, blocking, log).client(draft.made()).connection("a.example", 443);
    assertThat(log.lines()).anyMatch(line -> line.contains("chmod 600"));
  }

  @Test
  void authority_expiredIsWarnedAbout() throws Exception {
    Issued old =
        Issued.named("Old CA")
            .authority()
            .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"))
            .selfSigned();
    Path file = desk.write("old.pem", old.certificatePem() + desk.ca().certificatePem());
    desk.tls(Draft.DEFAULT.trusting(file)).connection("a.example", 443);
    assertThat(desk.log())
        .containsExactly("WARN TLS: " + file + ": CN=Old CA expired on 2021-01-01T00:00:00Z");
  }

  @Test
  void system_trustsWhatIsThere() throws Exception {
    Path bundle = folder.resolve("bundle.pem");
    var system = new SystemTrust(Optional.empty(), false, List.of(bundle));
    assertThat(system.file()).isEmpty();
    var contexts = new TlsContexts(system, time, new DirectCalls(), new RecordingLog());
    Tls tls = contexts.client(TlsConfig.DEFAULT);
    assertThat(tls.connection("a.example", 443).generation()).isEqualTo(1);
    desk.write("bundle.pem", desk.ca().certificatePem() + Issued.pem("CERTIFICATE", new byte[9]));
    assertThat(system.file()).contains(bundle);
    time.pass(Duration.ofSeconds(5));
    assertThat(tls.generation()).isEqualTo(2);
    var named = new SystemTrust(Optional.of(folder.resolve("x")), true, List.of(bundle));
    assertThat(named.file()).contains(folder.resolve("x"));
    assertThat(new SystemTrust(Optional.empty(), true, List.of(bundle)).file()).isEmpty();
  }

  private void check(Draft draft, Use use, String words) throws InterruptedException {
    assertThat(desk.tls(draft).problem()).contains(new TlsProblem(use, words));
  }

  private void renew(String name) {
    Issued next = Issued.named(name).by(desk.ca());
    desk.write("client.pem", next.certificatePem());
    desk.write("client.key", next.keyPem());
  }

  private Path mounted(String name, String subject) throws IOException {
    Issued issued = Issued.named(subject).by(desk.ca());
    Path made = Files.createDirectory(folder.resolve(name));
    desk.write(name + "/client.pem", issued.certificatePem());
    desk.write(name + "/client.key", issued.keyPem());
    return made;
  }

  private static String client(Tls tls) {
    return tls.certificates().stream()
        .filter(each -> each.use() == Use.CLIENT)
        .findFirst()
        .orElseThrow()
        .subject();
  }
}
