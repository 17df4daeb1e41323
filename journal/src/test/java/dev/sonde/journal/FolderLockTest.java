package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
  @TempDir Path folder;

  @Test
  void otherProcess_isNamedUntilItIsKilled() throws Exception {
    var other = start();
    try {
      assertThatThrownBy(this::take)
          .isInstanceOf(FolderTakenException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("process " + other.pid() + ", started ");
    } finally {
      other.destroyForcibly().waitFor();
    }
    take().close();
  }

  /// The system gives a process's lock up when any handle of the file is closed.
  @Test
  void secondTryInThisProcess_leavesTheLockHeld() throws Exception {
    try (var _ = take()) {
      assertThatThrownBy(this::take).isInstanceOf(FolderTakenException.class);
      var other = start();
      other.getOutputStream().close();
      assertThat(other.waitFor()).isEqualTo(1);
    }
  }

  /// Two web applications have a copy each.
  @Test
  void secondCopyOfTheClasses_leavesTheLockHeld() throws Exception {
    try (var _ = take();
        var copy = new URLClassLoader(classes(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> main(copy))
          .hasRootCauseMessage(
              "the folder "
                  + folder
                  + " is taken by this process, "
                  + ProcessHandle.current().pid());
      var other = start();
      other.getOutputStream().close();
      assertThat(other.waitFor()).isEqualTo(1);
    }
    take().close();
  }

  private void main(ClassLoader copy) throws ReflectiveOperationException {
    var main =
        Class.forName(LockHolder.class.getName(), true, copy)
            .getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) new String[] {folder.toString()});
  }

  private static URL[] classes() throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(each).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private Closeable take() throws IOException {
    return FolderLock.take(LocalDisk.open(folder));
  }

  private Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                LockHolder.class.getName(),
                "" + folder)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new String(process.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
    assertThat(said).isIn("taken", "");
    return process;
  }
}
