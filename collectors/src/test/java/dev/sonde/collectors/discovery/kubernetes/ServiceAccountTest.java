package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Credential;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.watching.Heard;
import dev.sonde.collectors.discovery.watching.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceAccountTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void server_isNamedByTheEnvironment() {
    check("10.96.0.1", "443", "https://10.96.0.1:443");
    check("fd00::1", "6443", "https://[fd00::1]:6443");
    assertThat(account("", "443").url()).isEmpty();
    assertThat(account("a b", "443").url()).isEmpty();
    assertThat(ServiceAccount.ofThisPod(Map.of()).url()).isEmpty();
  }

  @Test
  void token_isReadFromItsFile_andTheClustersOwnAuthorityTrusted() {
    HttpAccess access = account("10.96.0.1", "443").access();
    var token = new Credential.InFile(folder.resolve("token"));
    assertThat(access.authentication()).isEqualTo(new Authentication.Token("Bearer", token));
    assertThat(access.tls().caFile()).contains(folder.resolve("ca.crt").toString());
    assertThat(access.tls().insecureSkipVerify()).isFalse();
    assertThat(access.followRedirects()).isFalse();
  }

  @Test
  void ownNamespace_isReadFromItsFile_andWaitedFor() throws Exception {
    var heard = new Heard();
    try (var surroundings = new Surroundings(Map.of())) {
      var config =
          new KubernetesDiscoveryConfig(
              Optional.empty(),
              Role.POD,
              true,
              List.of(),
              List.of(),
              new Attached(false, false),
              HttpAccess.PLAIN);
      var discovery =
          new KubernetesDiscovery(
              config, surroundings.tools(), account("127.0.0.1", "1"), new SplittableRandom(1));
      Thread running = Surroundings.start(discovery, heard);
      heard.await(Heard::failing);
      assertThat(heard.failures().getFirst())
          .startsWith("reading the namespace of this pod from " + folder)
          .endsWith("is a service account mounted?");
      Files.writeString(folder.resolve("token"), "abc");
      Files.writeString(folder.resolve("ca.crt"), "no certificate");
      Files.writeString(folder.resolve("namespace"), "");
      heard.await(it -> it.failures().getLast().contains("it is empty"));
      Files.writeString(folder.resolve("namespace"), "shop\n");
      heard.await(it -> it.failures().getLast().contains("pods in namespace shop"));
      assertThat(heard.failures().getLast()).doesNotContain("abc");
      Surroundings.end(running);
    }
  }

  private void check(String host, String port, String url) {
    assertThat(account(host, port).url()).contains(url);
  }

  private ServiceAccount account(String host, String port) {
    return ServiceAccount.in(
        folder, Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port));
  }
}
