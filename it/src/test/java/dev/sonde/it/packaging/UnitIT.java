package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch;
import dev.sonde.it.Peers;
import dev.sonde.it.packaging.Command.Ended;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The units, read by systemd's own verifier on a machine that is laid out as the documents say.
final class UnitIT {
  static final Path SONDE = Path.of("../packaging/sonde.service").toAbsolutePath().normalize();
  private static final Path METRICSD = SONDE.resolveSibling("metricsd/metricsd.service");

  /// Of 100, where 0 is a unit that can do nothing.
  private static final int MOST_EXPOSED = 25;

  @TempDir private Path root;
  private String systemd = "";

  @BeforeEach
  void layOut() throws Exception {
    Path program = Peers.program("systemd-analyze");
    systemd = program.toString();
    Path units = program.resolveSibling("../systemd/lib/systemd/system").toRealPath();
    Path library = Files.createDirectories(root.resolve("usr/lib/systemd/system"));
    try (DirectoryStream<Path> targets = Files.newDirectoryStream(units, "*.target")) {
      for (Path each : targets) {
        Files.copy(each, library.resolve(each.getFileName()));
      }
    }
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createDirectories(root.resolve("etc/systemd/system"));
    String launcher = Files.readString(Launch.distribution().resolve("bin/sonde"));
    executable("opt/sonde/bin/sonde", launcher);
    executable("bin/kill", "#!/bin/sh\n");
    Files.createDirectories(root.resolve("opt/metricsd/bin"));
    Files.createSymbolicLink(
        root.resolve("opt/metricsd/bin/metricsd"), Path.of("../../sonde/bin/sonde"));
  }

  @Test
  void sonde_isGood() throws Exception {
    assertThat(verify("sonde.service", Files.readString(SONDE))).isEqualTo(new Ended(0, ""));
  }

  @Test
  void metricsd_isGood() throws Exception {
    assertThat(verify("metricsd.service", Files.readString(METRICSD))).isEqualTo(new Ended(0, ""));
  }

  @Test
  void verifier_seesWhatIsWrong() throws Exception {
    String unit = Files.readString(SONDE);
    assertThat(verify("sonde.service", unit.replace("ProtectSystem=", "ProtectSystems=")).text())
        .contains("ProtectSystems");
    assertThat(verify("sonde.service", unit.replace("/opt/sonde/", "/opt/other/")))
        .satisfies(ended -> assertThat(ended.code()).isPositive())
        .satisfies(ended -> assertThat(ended.text()).contains("/opt/other/bin/sonde"));
  }

  @Test
  void both_areBarelyExposed() throws Exception {
    for (Path unit : new Path[] {SONDE, METRICSD}) {
      String said =
          Command.in(root)
              .run(
                  systemd,
                  "security",
                  "--offline=yes",
                  "--no-pager",
                  "--threshold=" + MOST_EXPOSED,
                  unit.toString());
      assertThat(said).contains("Overall exposure level");
    }
  }

  @Test
  void both_reloadByHup_andStartAgainWhenAPortIsTaken() throws Exception {
    for (Path unit : new Path[] {SONDE, METRICSD}) {
      assertThat(Files.readString(unit))
          .contains("ExecReload=/bin/kill -HUP $MAINPID\n")
          .contains("Restart=on-failure\n")
          .contains("StateDirectory=sonde\n")
          .doesNotContain("RestartPreventExitStatus=1", "ProtectProc=", "ProcSubset=");
    }
  }

  private Ended verify(String name, String text) throws IOException, InterruptedException {
    Path unit = root.resolve("etc/systemd/system").resolve(name);
    Files.writeString(unit, text);
    return Command.in(root).end(systemd, "verify", "--man=no", "--root=" + root, unit.toString());
  }

  private void executable(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
