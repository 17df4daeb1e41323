package dev.sonde.collectors.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A libnvidia-ml.so.1 for tests, built from `native/nvml_more.c` by gcc, and its switches, which
/// are variables of this process's environment. Close it to set them back.
final class Stub implements AutoCloseable {
  private static final Path SOURCE =
      Path.of("src/test/resources/dev/sonde/collectors/gpu/native/nvml_more.c");
  private static final Path BUILT = Path.of("target/nvml/libnvidia-ml.so.1").toAbsolutePath();
  private static final MethodHandle SET = environment("setenv", ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle UNSET = environment("unsetenv", ADDRESS);

  private final List<String> set = new ArrayList<>();

  /// Builds it, unless it was. Where there is no gcc the test is skipped, except on CI.
  static Stub built() throws IOException, InterruptedException {
    if (!Files.exists(BUILT) || changed(BUILT).compareTo(changed(SOURCE)) < 0) {
      Files.createDirectories(BUILT.getParent());
      build();
    }
    return new Stub();
  }

  private static FileTime changed(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }

  Path library() {
    return BUILT;
  }

  Stub with(String name, Object value) {
    set.add(name);
    call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        return (int)
            SET.invokeExact(arena.allocateFrom(name), arena.allocateFrom(String.valueOf(value)), 1);
      }
    });
    return this;
  }

  Stub without(String name) {
    call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        return (int) UNSET.invokeExact(arena.allocateFrom(name));
      }
    });
    return this;
  }

  Stub fails(String function, int code) {
    return with("NVML_STUB_FAIL", function + ":" + code);
  }

  Stub works() {
    return without("NVML_STUB_FAIL");
  }

  @Override
  public void close() {
    set.forEach(this::without);
  }

  private static void build() throws IOException, InterruptedException {
    Path fresh = Files.createTempFile(BUILT.getParent(), "nvml", ".so");
    var command =
        List.of(
            "gcc",
            "-shared",
            "-fPIC",
            "-O2",
            "-Wl,-soname,libnvidia-ml.so.1",
            "-o",
            fresh.toString(),
            SOURCE.toString());
    try {
      Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (gcc.waitFor() != 0) {
        Assertions.fail(said);
      }
    } catch (IOException e) {
      missing("the NVML stub is not built: " + e.getMessage());
    }
    Files.move(fresh, BUILT, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    System.err.println("skipped: " + why);
    Assumptions.abort(why);
  }

  @FunctionalInterface
  private interface Native {
    int call() throws Throwable;
  }

  private static void call(Native call) {
    try {
      Assertions.assertEquals(0, call.call());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted") // there is no other way to set a variable of this process
  private static MethodHandle environment(
      String name, java.lang.foreign.MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }
}
