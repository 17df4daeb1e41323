package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What Java reads once, each in a process of its own.
@Timeout(120)
class OldTlsIT {
  private static final String REFUSED = ": TLS to localhost:%: the server refuses: it ";

  @TempDir Path folder;

  @Test
  void oldVersionsAndSuites_areForWhoNamesThemOnly() throws Exception {
    assertThat(said("named").filter(line -> !line.startsWith("DEBUG")))
        .containsExactly(
            "TLSv1, named: TLSv1 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLSv1, usual" + REFUSED + onlyNew(),
            "TLSv1.1, named: TLSv1.1 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLSv1.1, usual" + REFUSED + onlyNew(),
            "suite, named: TLSv1.2 TLS_RSA_WITH_AES_128_GCM_SHA256",
            "suite, usual"
                + REFUSED
                + "finds no version, cipher suite or curve that both sides allow (handshake"
                + " failure); the configuration allows TLS1.2, TLS1.3",
            "WARN TLS: old and weak, used because a configuration names it: TLSv1, TLSv1.1",
            "WARN TLS: old and weak, used because a configuration names it: TLS_RSA_*");
  }

  @Test
  void oldVersions_areOnInTime_whateverConnectsFirst() throws Exception {
    assertThat(said("expected"))
        .contains("first: TLSv1.3 TLS_AES_256_GCM_SHA384")
        .contains("old: TLSv1 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")
        .contains("WARN TLS: old and weak, used because a configuration names it: TLSv1")
        .noneMatch(line -> line.contains("restart Sonde"));
  }

  @Test
  void oldVersions_namedTooLateNeedARestart() throws Exception {
    assertThat(said("late"))
        .contains("first: TLSv1.3 TLS_AES_256_GCM_SHA384")
        .contains("mixed: TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
        .contains(
            "old: TLS to localhost:%: Java has switched off all that the configuration allows"
                + " (TLS1.0, TLS1.1); restart Sonde if this was changed by a reload, else allow"
                + " TLS1.2 or TLS1.3")
        .contains(
            "WARN TLS: TLS1.0, TLS1.1 can't be switched on any more, as TLS was already in use:"
                + " restart Sonde");
  }

  @Test
  void nothingOfTls_isLoadedBeforeTheFirstConnection() throws Exception {
    List<String> lines = said("nothing", "-Xlog:class+load").toList();
    assertThat(lines).contains("made [][]").anyMatch(line -> line.contains("tls.TlsContexts "));
    assertThat(lines).noneMatch(line -> line.contains(" javax.net.ssl."));
    assertThat(lines).noneMatch(line -> line.contains(" sun.security.ssl."));
    assertThat(lines).noneMatch(line -> line.contains(" java.security.KeyStore"));
  }

  private static String onlyNew() {
    return "does not speak TLS1.2, TLS1.3, which is all the configuration allows; change"
        + " min_version or max_version";
  }

  /// Ports are shown as `%`.
  private Stream<String> said(String what, String... options) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OldTls.class.getName(), what, folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.inputReader()) {
      List<String> lines = out.readAllLines();
      assertThat(process.waitFor()).isZero();
      return lines.stream().map(line -> line.replaceAll("localhost:\\d+", "localhost:%"));
    } finally {
      process.destroy();
    }
  }
}
