package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One container with the same numbers in every place where a kernel and an engine may keep them:
/// the page is the same one, to the last digit.
@Timeout(300)
class LayoutsTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/container/layouts");
  private static final String ID =
      "7cff85e92b23251bd82c2a62762eaec0df1c93902d29b3c0c7d717db4fb90e9a";

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "docker, two, docker/ID, docker/ID",
    "docker, two, system.slice/docker-ID.scope, ''",
    "docker, two, system.slice/docker-ID.scope, system.slice/docker-ID.scope/init.scope",
    "docker, two, kubepods.slice/kubepods-burstable.slice/docker-ID.scope, ''",
    "docker, two, docker/ID, ../../docker/ID",
    "podman, two, libpod_parent/libpod-ID, libpod_parent/libpod-ID",
    "podman, two, machine.slice/libpod-ID.scope, machine.slice/libpod-ID.scope/container",
    "podman, two, user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope, ''",
    "docker, one, docker/ID, docker/ID",
    "docker, one, system.slice/docker-ID.scope, ''",
    "podman, one, machine.slice/libpod-ID.scope, machine.slice/libpod-ID.scope/container",
    "podman, one, libpod_parent/libpod-ID, libpod_parent/libpod-ID",
    "podman, joined, libpod_parent/libpod-ID, ''",
    "docker, joined, docker/ID, docker/ID",
  })
  void collect_anyLayout_recordsTheSamePage(
      String runtime, String version, String folder, String told) throws Exception {
    String place = folder.replace("ID", ID);
    lay("machine", "");
    lay(version, place);
    conmon();
    if (!told.isEmpty()) {
      tell(version, told.replace("ID", ID));
    }
    try (var scene = new Scene(root, ContainerConfigs.labelled(List.of("com.example.team")))) {
      scene.engine.page("/version", version(runtime));
      scene.engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"running\"}]");
      scene.engine.page(
          "/containers/" + ID + "/json", Files.readString(CASES.resolve("inspect.json")));
      scene.runUntil(() -> scene.has("container_restarts_total"));
      lay(version + "-later", place);
      String page = scene.later().run().page();
      assertThat(page.replace("runtime=\"" + runtime + "\"", "runtime=\"…\""))
          .isEqualTo(Files.readString(CASES.resolve("expected.txt")));
    }
  }

  private void lay(String files, String place) throws IOException {
    String text = Files.readString(CASES.resolve(files + ".txt"));
    Machine.unpack(text.replace("PLACE", place), root);
  }

  /// Podman's watchman has a folder of its own, which holds the id too.
  private void conmon() throws IOException {
    Path folder = root.resolve("sys/fs/cgroup/aaa.slice/libpod-conmon-" + ID + ".scope");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("cpu.stat"), "usage_usec 1\n");
  }

  private void tell(String version, String place) throws IOException {
    String all =
        version.equals("two")
            ? "0::/" + place + "\n"
            : "5:cpu,cpuacct:/P\n4:memory:/P\n3:blkio:/P\n2:pids:/P\n1:name=systemd:/P\n0::/P\n"
                .replace("P", place);
    Files.writeString(root.resolve("proc/1608/cgroup"), all);
  }

  private static String version(String runtime) {
    return runtime.equals("podman")
        ? "{\"Components\":[{\"Name\":\"Podman Engine\"}]}"
        : "{\"Components\":[{\"Name\":\"Engine\"}]}";
  }
}
