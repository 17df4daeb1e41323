package dev.sonde.collectors.container.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointSearchTest {
  @TempDir Path root;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void look_nothingThere_findsNothing() {
    check();
  }

  @Test
  void look_usualSockets_findsEachOnce() throws IOException {
    file("run/docker.sock", "");
    file("run/podman/podman.sock", "");
    file("run/user/1000/podman/podman.sock", "");
    file("run/user/1000/docker.sock", "");
    Files.createSymbolicLink(root.resolve("var"), root.resolve("."));
    check(
        "unix://" + root + "/run/docker.sock",
        "unix://" + root + "/run/podman/podman.sock",
        "unix://" + root + "/run/user/1000/docker.sock",
        "unix://" + root + "/run/user/1000/podman/podman.sock");
  }

  @Test
  void look_dockerHost_comesFirst() throws IOException {
    file("run/docker.sock", "");
    environment.put("DOCKER_HOST", "tcp://build");
    check("tcp://build", "unix://" + root + "/run/docker.sock");
    assertThat(look().endpoints().getFirst().base()).isEqualTo("http://build:2375");
    assertThat(look().named()).containsExactly("tcp://build");
  }

  @Test
  void look_dockerHostWithTls_takesItsCertificates() throws IOException {
    environment.put("DOCKER_HOST", "tcp://build");
    environment.put("DOCKER_TLS_VERIFY", "1");
    environment.put("DOCKER_CERT_PATH", root.resolve("certs").toString());
    for (String each : List.of("ca.pem", "cert.pem", "key.pem")) {
      file("certs/" + each, "");
    }
    Endpoint found = look().endpoints().getFirst();
    assertThat(found.base()).isEqualTo("https://build:2376");
    var tls = found.tls().orElseThrow();
    assertThat(tls.caFile()).contains(root.resolve("certs/ca.pem").toString());
    assertThat(tls.keyFile()).contains(root.resolve("certs/key.pem").toString());
    assertThat(tls.insecureSkipVerify()).isFalse();
  }

  @Test
  void look_dockerContext_isFollowed() throws IOException {
    environment.put("HOME", root.toString());
    file(".docker/config.json", "{\"currentContext\":\"far\"}");
    String hash = "0be9f4ef1a8b8fd8aba2a3ba22ee9ce0b3a8d1b2bd12f8ae7d3b3c8d4c4d4c4d";
    file(".docker/contexts/meta/" + hash + "/meta.json", "{}");
    check();
    String real = sha256("far");
    file(
        ".docker/contexts/meta/" + real + "/meta.json",
        "{\"Name\":\"far\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:2376\"}}}");
    check("tcp://far:2376");
    environment.put("DOCKER_CONTEXT", "default");
    check();
  }

  @Test
  void look_podmanConnections_ofBothForms() throws IOException {
    environment.put("HOME", root.toString());
    file(
        ".config/containers/containers.conf",
        """
        [engine]
        active_service = "old"   # the one
        [engine.service_destinations]
        [engine.service_destinations.old]
        uri = "unix:///run/old.sock"
        [engine.service_destinations."other"]
        uri = "unix:///run/other.sock"
        """);
    check("unix:///run/old.sock");
    environment.put("CONTAINER_CONNECTION", "other");
    check("unix:///run/other.sock");
    environment.remove("CONTAINER_CONNECTION");
    file(
        ".config/containers/podman-connections.json",
        """
        {"Connection":{"Default":"new","Connections":{"new":{"URI":"unix:///run/new.sock"}}}}\
        """);
    check("unix:///run/new.sock");
    environment.put("CONTAINER_HOST", "unix:///run/host.sock");
    check("unix:///run/host.sock");
  }

  @Test
  void look_ssh_saysWhatToDo() {
    environment.put("CONTAINER_HOST", "ssh://core@localhost:53685/run/podman/podman.sock");
    assertThat(look().endpoints()).isEmpty();
    assertThat(look().problems().toString()).contains("ssh, which Sonde does not speak", "ssh -L");
  }

  @Test
  void look_addressWithPassword_doesNotTellIt() {
    environment.put("DOCKER_HOST", "tcp://me:hunter2@build:2376");
    assertThat(look().problems().toString()).contains("build:2376").doesNotContain("hunter2");
  }

  @Test
  void look_settingsOfGarbage_sayNothing() throws IOException {
    environment.put("HOME", root.toString());
    file(".docker/config.json", "[[[");
    file(".config/containers/podman-connections.json", "\"x\"");
    file(".config/containers/containers.conf", "[engine\nactive_service=\n=\n\u0000");
    check();
    assertThat(look().problems()).isEmpty();
  }

  @Test
  void parse_whatIsNoAddress_isRefused() {
    for (String each :
        List.of("", "docker", "npipe:////./pipe/x", "tcp://", "unix://", "http://")) {
      assertThatThrownBy(() -> Endpoint.parse(each, Optional.empty()))
          .as(each)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("unix:///path");
    }
  }

  @Test
  void words_ofASocketOfAGroup_nameTheGroup() throws IOException {
    file("run/docker.sock", "");
    Path socket = root.resolve("run/docker.sock");
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    String group = Files.readAttributes(socket, PosixFileAttributes.class).group().getName();
    if (group.equals("root")) {
      assertThat(Permission.words(socket)).contains("only root may", "groupadd docker");
      var all = socket.getFileSystem().getUserPrincipalLookupService();
      group = "daemon";
      Files.getFileAttributeView(socket, PosixFileAttributeView.class)
          .setGroup(all.lookupPrincipalByGroupName(group));
    }
    assertThat(Permission.words(socket)).contains("group " + group, "usermod -aG " + group);
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    assertThat(Permission.words(socket)).contains("only its owner");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void check(String... expected) {
    assertThat(look().endpoints()).extracting(Endpoint::where).containsExactlyInAnyOrder(expected);
  }

  private EndpointSearch.Result look() {
    return new EndpointSearch(List.of(), Optional.empty(), environment, root).look();
  }

  private void file(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
