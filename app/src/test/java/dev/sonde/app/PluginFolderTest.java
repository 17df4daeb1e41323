package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
  @TempDir private Path folder;

  @Test
  void flag_thenVariable_thenBesideTheLibraries() throws Exception {
    String libraries = folder.resolve("lib/a.jar") + ":" + folder.resolve("lib/b.jar");
    var nothing = List.of("run");
    assertThat(find(Map.of(), nothing, libraries).folder()).contains(folder.resolve("plugins"));
    var said = Map.of("SONDE_PLUGINS", "there");
    assertThat(find(said, nothing, libraries).folder()).contains(folder.resolve("there"));
    assertThat(find(said, List.of("run", "--plugins", "/x"), libraries).folder())
        .contains(Path.of("/x"));
    assertThat(find(Map.of(), nothing, "target/classes").folder()).isEmpty();
    assertThat(find(Map.of(), nothing, "").folder()).isEmpty();
  }

  @Test
  void folderWithoutJars_isNotInUse() throws Exception {
    var said = Map.of("SONDE_PLUGINS", folder.toString());
    assertThat(find(said, List.of("run"), "").inUse()).isEmpty();
    Files.writeString(folder.resolve("README.txt"), "x");
    assertThat(find(said, List.of("run"), "").inUse()).isEmpty();
    Files.writeString(folder.resolve("a.jar"), "x");
    assertThat(find(said, List.of("run"), "").inUse()).contains(folder);
  }

  @Test
  void folderThatIsNotThere_mattersWhenSomebodyNamedIt() throws Exception {
    String libraries = folder.resolve("lib/a.jar").toString();
    assertThat(find(Map.of(), List.of("run"), libraries).inUse()).isEmpty();
    assertThat(find(Map.of(), List.of("run", "--plugins=no"), libraries).inUse())
        .contains(folder.resolve("no"));
  }

  private PluginFolder find(Map<String, String> environment, List<String> words, String classPath)
      throws UsageException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var shell = new Shell(environment, folder, nowhere, nowhere, () -> {});
    return PluginFolder.of(shell, Arguments.parse(words), classPath);
  }
}
