package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recipe for the secret, with a `kubectl` that writes down what it is told.
final class TlsSecretTest {
  private static final String SCRIPT =
      Path.of("../packaging/metricsd/kubernetes/tls-secret").toAbsolutePath().toString();

  @TempDir private Path folder;

  @Test
  void secret_isMadeOfThreeFiles_andApplied() throws Exception {
    Path certs = Files.createDirectory(folder.resolve("certs"));
    for (String name : List.of("client.crt", "client.key", "ca.crt")) {
      Files.writeString(certs.resolve(name), name);
    }
    here().run("sh", SCRIPT, "certs");
    assertThat(Files.readAllLines(folder.resolve("told")))
        .containsExactly(
            "create secret generic metricsd-tls --namespace monitoring"
                + " --from-file=tls.crt=certs/client.crt --from-file=tls.key=certs/client.key"
                + " --from-file=ca.crt=certs/ca.crt --dry-run=client --output yaml",
            "apply -f -");
    assertThat(folder.resolve("applied")).hasContent("a secret");
  }

  @Test
  void missingFile_isNamed_andNothingIsDone() throws Exception {
    Files.createDirectory(folder.resolve("certs"));
    var ended = here().end("sh", SCRIPT, "certs");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.text()).contains("certs/client.crt");
    assertThat(folder.resolve("told")).doesNotExist();
  }

  private Command here() throws IOException {
    Path kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl,
        """
        #!/bin/sh
        echo "$@" >>told
        case $1 in create) echo "a secret" ;; apply) cat >applied ;; esac
        """);
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Command.in(folder).withPath(folder.toString());
  }
}
