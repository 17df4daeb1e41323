package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive as a stranger unpacks it.
final class DistributionIT {
  private static final String CACHE_OR_NOTHING = "-XX:AOTMode=on";

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws Exception {
    var archive = Path.of(Launch.distribution() + ".tar.gz");
    var place = Files.createDirectories(folder.resolve("a place"));
    assertThat(end("tar", "xzf", archive.toString(), "-C", place.toString())).isZero();
    home = place.resolve(Launch.distribution().getFileName());
  }

  @Test
  void unpackedElsewhere_runsFromItsCache() throws Exception {
    try (var sonde = unpacked().environment("SONDE_JAVA_OPTS", CACHE_OR_NOTHING).start()) {
      sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
      assertThat(sonde.log()).doesNotContain("WARN", "warning");
    }
  }

  @Test
  void throughLinks_runs() throws Exception {
    var bin = Files.createDirectories(folder.resolve("usr/bin"));
    var first = Files.createSymbolicLink(bin.resolve("first"), home.resolve("bin/sonde"));
    var second = Files.createSymbolicLink(bin.resolve("sonde"), Path.of("first"));
    good(unpacked().program(first).words("version").finish());
    good(unpacked().program(second).words("version").finish());
  }

  @Test
  void calledByARelativePath_runs() throws Exception {
    var relative = folder.relativize(home).resolve("bin/sonde");
    good(unpacked().program(relative).words("version").finish());
  }

  @Test
  void otherJavaHome_isPassedOver() throws Exception {
    var old = java("17");
    good(unpacked().environment("JAVA_HOME", old.toString()).words("version").finish());
    good(unpacked().environment("JAVA_HOME", "/no/such").words("version").finish());
  }

  @Test
  void javaOnlyInTheUsualFolders_isFound() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("java.home").startsWith("/usr/lib/jvm/"),
        "Java is not where it is looked for");
    var launch = unpacked().environment("SONDE_JAVA_HOME", "").environment("PATH", "/usr/bin:/bin");
    good(launch.words("version").finish());
  }

  @Test
  void noJava_saysWhereItLookedAndHowToGetIt() throws Exception {
    Assumptions.assumeTrue(end("unshare", "-m", "true") == 0, "no mount namespaces for this user");
    var hide =
        "for folder in /usr/lib/jvm /usr/java /opt; do"
            + " if [ -d $folder ]; then mount -t tmpfs none $folder || exit 99; fi; done; exec \"$@\"";
    var end =
        unpacked()
            .under("unshare", "-m", "sh", "-c", hide, "sh")
            .environment("SONDE_JAVA_HOME", "")
            .environment("PATH", "/usr/bin:/bin")
            .words("run")
            .finish();
    Assumptions.assumeTrue(end.code() != 99, "no mounts for this user");
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err())
        .contains("sonde: no Java 25 found")
        .contains("apt install openjdk-25-jdk-headless", "https://adoptium.net", "SONDE_JAVA_HOME");
  }

  @Test
  void train_makesTheCacheAnew() throws Exception {
    var cache = home.resolve("lib/sonde.aot");
    Files.delete(cache);
    good(unpacked().words("version").finish());
    good(unpacked().program(home.resolve("bin/train")).finish());
    assertThat(cache).exists();
    var launch = unpacked().environment("SONDE_JAVA_OPTS", CACHE_OR_NOTHING);
    good(launch.words("version").finish());
  }

  @Test
  void spoiltCache_isPassedOver() throws Exception {
    Files.writeString(home.resolve("lib/sonde.aot"), "not a cache");
    var end = unpacked().words("version").finish();
    good(end);
    assertThat(end.err()).isEmpty();
  }

  @Test
  void jars_carryTheTimeOfTheBuildAlone() throws Exception {
    var times = new TreeSet<Instant>();
    try (var jars = Files.newDirectoryStream(home.resolve("lib"), "sonde-*.jar")) {
      for (var jar : jars) {
        try (var zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(ZipEntry::getLastModifiedTime)
              .forEach(time -> times.add(time.toInstant()));
        }
      }
    }
    assertThat(times).containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void archive_holdsWhatAPackagerNeeds() throws Exception {
    assertThat(home.resolve("LICENSE")).exists();
    for (var name : List.of("sonde", "train")) {
      var rights =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(home.resolve("bin").resolve(name)));
      assertThat(rights).isEqualTo("rwxr-xr-x");
    }
  }

  private Launch unpacked() throws IOException {
    return Launch.in(folder).program(home.resolve("bin/sonde"));
  }

  private Path java(String version) throws IOException {
    var java = folder.resolve("jdk" + version);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    var program =
        Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho wrong java\nexit 3\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return java;
  }

  private static void good(Finished end) {
    assertThat(end.code()).as(end.err() + end.out()).isZero();
  }

  private static int end(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(new ArrayList<>(List.of(command))).inheritIO().start().waitFor();
  }
}
