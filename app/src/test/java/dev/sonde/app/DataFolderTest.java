package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final Path NONE = Path.of("/no/such/folder");

  @TempDir private Path here;

  @Test
  void configured_wins() {
    var folder = new DataFolder(Map.of("STATE_DIRECTORY", "/state"), here, NONE, true);
    check(folder, "{data_dir: /d, journal: {dir: /j}}", Path.of("/j"));
    check(folder, "data_dir: /d", Path.of("/d/journal"));
    check(folder, "data_dir: d", here.resolve("d/journal"));
  }

  @Test
  void service_usesWhatSystemdMade() {
    check(with(Map.of("STATE_DIRECTORY", "/state:/other"), NONE, false), "/state/journal");
  }

  @Test
  void rootAndWhoMayWrite_useTheServicesFolder() {
    check(with(Map.of(), NONE, true), NONE + "/journal");
    check(with(Map.of(), here, false), here + "/journal");
  }

  @Test
  void others_useTheirOwn() {
    check(with(Map.of("HOME", "/home/x"), NONE, false), "/home/x/.local/state/sonde/journal");
    check(
        with(Map.of("HOME", "/home/x", "XDG_STATE_HOME", "/st"), NONE, false), "/st/sonde/journal");
    check(
        with(Map.of("HOME", "/home/x", "XDG_STATE_HOME", "st"), NONE, false),
        "/home/x/.local/state/sonde/journal");
  }

  @Test
  void others_areUsualPlacesWithAJournal() throws Exception {
    Path service = Files.createDirectories(here.resolve("service/journal"));
    Path own = Files.createDirectories(here.resolve("state/sonde/journal"));
    DataFolder folder =
        with(
            Map.of("XDG_STATE_HOME", here.resolve("state").toString(), "STATE_DIRECTORY", "/none"),
            here.resolve("service"),
            true);
    assertThat(folder.others(here.resolve("configured"))).containsExactly(service, own);
    assertThat(folder.others(service)).containsExactly(own);
  }

  private DataFolder with(Map<String, String> environment, Path service, boolean root) {
    return new DataFolder(environment, here, service, root);
  }

  private static void check(DataFolder folder, String journal) {
    check(folder, "", Path.of(journal));
  }

  private static void check(DataFolder folder, String yaml, Path journal) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    SondeConfig config =
        Bound.read(tree, in -> SondeConfig.read(in, BuiltIns.forReading()), problems)
            .value()
            .orElseThrow();
    assertThat(folder.journal(config)).isEqualTo(journal);
  }
}
